<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>assay</name>
  <message>
   <source>&amp;Case</source>
   <translation>&amp;Fall</translation>
  </message>
  <message>
   <source>&amp;New case…</source>
   <translation>&amp;Neuer Fall…</translation>
  </message>
  <message>
   <source>make a case</source>
   <translation>einen Fall anlegen</translation>
  </message>
  <message>
   <source>&amp;Open case…</source>
   <translation>Fall ö&amp;ffnen…</translation>
  </message>
  <message>
   <source>open a case folder</source>
   <translation>einen Fallordner öffnen</translation>
  </message>
  <message>
   <source>Add &amp;files…</source>
   <translation>&amp;Dateien hinzufügen…</translation>
  </message>
  <message>
   <source>copy files into the case</source>
   <translation>Dateien in den Fall kopieren</translation>
  </message>
  <message>
   <source>&amp;Examine this exhibit</source>
   <translation>Dieses &amp;Beweisstück untersuchen</translation>
  </message>
  <message>
   <source>measure the exhibit picked</source>
   <translation>das gewählte Beweisstück messen</translation>
  </message>
  <message>
   <source>E&amp;xamine all that were not</source>
   <translation>Alle ü&amp;brigen untersuchen</translation>
  </message>
  <message>
   <source>measure all others</source>
   <translation>alle übrigen messen</translation>
  </message>
  <message>
   <source>&amp;Methods…</source>
   <translation>Ver&amp;fahren…</translation>
  </message>
  <message>
   <source>costs, methods on request, code that is allowed</source>
   <translation>Kosten, Verfahren auf Anfrage, zugelassener Code</translation>
  </message>
  <message>
   <source>S&amp;top the work</source>
   <translation>Arbeit an&amp;halten</translation>
  </message>
  <message>
   <source>stop the work under way</source>
   <translation>die laufende Arbeit anhalten</translation>
  </message>
  <message>
   <source>&amp;Verify</source>
   <translation>&amp;Prüfen</translation>
  </message>
  <message>
   <source>read everything again</source>
   <translation>alles noch einmal lesen</translation>
  </message>
  <message>
   <source>Make &amp;report</source>
   <translation>Be&amp;richt erstellen</translation>
  </message>
  <message>
   <source>write the report and show its folder</source>
   <translation>den Bericht schreiben und seinen Ordner zeigen</translation>
  </message>
  <message>
   <source>&amp;Unlock your key…</source>
   <translation>Schlüssel &amp;entsperren…</translation>
  </message>
  <message>
   <source>unlock or make your key</source>
   <translation>den eigenen Schlüssel entsperren oder anlegen</translation>
  </message>
  <message>
   <source>Read the case a&amp;gain</source>
   <translation>Fall neu &amp;lesen</translation>
  </message>
  <message>
   <source>fetch everything anew</source>
   <translation>alles neu holen</translation>
  </message>
  <message>
   <source>&amp;Close case</source>
   <translation>Fall &amp;schließen</translation>
  </message>
  <message>
   <source>put the case away</source>
   <translation>den Fall weglegen</translation>
  </message>
  <message>
   <source>&amp;Quit</source>
   <translation>Been&amp;den</translation>
  </message>
  <message>
   <source>close the window</source>
   <translation>das Fenster schließen</translation>
  </message>
  <message>
   <source>&amp;Go</source>
   <translation>&amp;Gehe zu</translation>
  </message>
  <message>
   <source>&amp;Exhibits</source>
   <translation>&amp;Beweisstücke</translation>
  </message>
  <message>
   <source>go to the list</source>
   <translation>zur Liste gehen</translation>
  </message>
  <message>
   <source>&amp;Picture</source>
   <translation>&amp;Bild</translation>
  </message>
  <message>
   <source>go to the picture</source>
   <translation>zum Bild gehen</translation>
  </message>
  <message>
   <source>&amp;Timeline</source>
   <translation>&amp;Zeitleiste</translation>
  </message>
  <message>
   <source>go to the timeline</source>
   <translation>zur Zeitleiste gehen</translation>
  </message>
  <message>
   <source>Lanes of the time&amp;line…</source>
   <translation>Spuren der Zeit&amp;leiste…</translation>
  </message>
  <message>
   <source>show lanes or put them away</source>
   <translation>Spuren zeigen oder weglegen</translation>
  </message>
  <message>
   <source>Timeline: show &amp;less time</source>
   <translation>Zeitleiste: &amp;weniger Zeit zeigen</translation>
  </message>
  <message>
   <source>also + on the timeline</source>
   <translation>auch + auf der Zeitleiste</translation>
  </message>
  <message>
   <source>Timeline: show &amp;more time</source>
   <translation>Zeitleiste: &amp;mehr Zeit zeigen</translation>
  </message>
  <message>
   <source>also - on the timeline</source>
   <translation>auch - auf der Zeitleiste</translation>
  </message>
  <message>
   <source>Timeline: show &amp;all</source>
   <translation>Zeitleiste: &amp;alles zeigen</translation>
  </message>
  <message>
   <source>also 0 on the timeline</source>
   <translation>auch 0 auf der Zeitleiste</translation>
  </message>
  <message>
   <source>&amp;Larger text</source>
   <translation>&amp;Größerer Text</translation>
  </message>
  <message>
   <source>all text larger</source>
   <translation>allen Text größer</translation>
  </message>
  <message>
   <source>&amp;Smaller text</source>
   <translation>&amp;Kleinerer Text</translation>
  </message>
  <message>
   <source>all text smaller</source>
   <translation>allen Text kleiner</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>&amp;Hilfe</translation>
  </message>
  <message>
   <source>&amp;Keys…</source>
   <translation>&amp;Tasten…</translation>
  </message>
  <message>
   <source>list all keys</source>
   <translation>alle Tasten auflisten</translation>
  </message>
  <message>
   <source>&amp;Look</source>
   <translation>&amp;Ansehen</translation>
  </message>
  <message>
   <source>&amp;Note</source>
   <translation>&amp;Notiz</translation>
  </message>
  <message>
   <source>F&amp;rame</source>
   <translation>&amp;Einzelbild</translation>
  </message>
  <message>
   <source>One frame &amp;back</source>
   <translation>Ein Bild &amp;zurück</translation>
  </message>
  <message>
   <source>also Left in the picture</source>
   <translation>auch Links im Bild</translation>
  </message>
  <message>
   <source>One frame &amp;on</source>
   <translation>Ein Bild &amp;vor</translation>
  </message>
  <message>
   <source>also Right in the picture</source>
   <translation>auch Rechts im Bild</translation>
  </message>
  <message>
   <source>Ten frames back</source>
   <translation>Zehn Bilder zurück</translation>
  </message>
  <message>
   <source>also Shift+Left in the picture</source>
   <translation>auch Umschalt+Links im Bild</translation>
  </message>
  <message>
   <source>Ten frames on</source>
   <translation>Zehn Bilder vor</translation>
  </message>
  <message>
   <source>also Shift+Right in the picture</source>
   <translation>auch Umschalt+Rechts im Bild</translation>
  </message>
  <message>
   <source>&amp;Key frame before</source>
   <translation>Voriges &amp;Schlüsselbild</translation>
  </message>
  <message>
   <source>also Ctrl+Left in the picture</source>
   <translation>auch Strg+Links im Bild</translation>
  </message>
  <message>
   <source>Ne&amp;xt key frame</source>
   <translation>Nä&amp;chstes Schlüsselbild</translation>
  </message>
  <message>
   <source>also Ctrl+Right in the picture</source>
   <translation>auch Strg+Rechts im Bild</translation>
  </message>
  <message>
   <source>Shot before</source>
   <translation>Vorige Einstellung</translation>
  </message>
  <message>
   <source>also Page Up in the picture</source>
   <translation>auch Bild auf im Bild</translation>
  </message>
  <message>
   <source>Next &amp;shot</source>
   <translation>Nächste &amp;Einstellung</translation>
  </message>
  <message>
   <source>also Page Down in the picture</source>
   <translation>auch Bild ab im Bild</translation>
  </message>
  <message>
   <source>&amp;First frame</source>
   <translation>&amp;Erstes Bild</translation>
  </message>
  <message>
   <source>also Home in the picture</source>
   <translation>auch Pos1 im Bild</translation>
  </message>
  <message>
   <source>&amp;Last frame</source>
   <translation>&amp;Letztes Bild</translation>
  </message>
  <message>
   <source>also End in the picture</source>
   <translation>auch Ende im Bild</translation>
  </message>
  <message>
   <source>Go to f&amp;rame…</source>
   <translation>Gehe zu &amp;Bild…</translation>
  </message>
  <message>
   <source>type a number</source>
   <translation>eine Nummer eingeben</translation>
  </message>
  <message>
   <source>Go to &amp;time…</source>
   <translation>Gehe zu &amp;Zeit…</translation>
  </message>
  <message>
   <source>seconds, h:mm:ss.fff, a ratio, or timecode h:mm:ss:ff</source>
   <translation>Sekunden, h:mm:ss.fff, ein Bruch oder Timecode h:mm:ss:ff</translation>
  </message>
  <message>
   <source>Zoom &amp;in</source>
   <translation>Ver&amp;größern</translation>
  </message>
  <message>
   <source>each pixel larger, none mixed</source>
   <translation>jeder Bildpunkt größer, keiner vermischt</translation>
  </message>
  <message>
   <source>Zoom o&amp;ut</source>
   <translation>Ver&amp;kleinern</translation>
  </message>
  <message>
   <source>each pixel smaller, none mixed</source>
   <translation>jeder Bildpunkt kleiner, keiner vermischt</translation>
  </message>
  <message>
   <source>&amp;Whole frame</source>
   <translation>&amp;Ganzes Bild</translation>
  </message>
  <message>
   <source>fit the frame into the pane</source>
   <translation>das Bild in die Fläche einpassen</translation>
  </message>
  <message>
   <source>One to one</source>
   <translation>Eins zu eins</translation>
  </message>
  <message>
   <source>a pixel for a pixel</source>
   <translation>ein Punkt für einen Bildpunkt</translation>
  </message>
  <message>
   <source>Turn the &amp;view</source>
   <translation>Ansicht &amp;drehen</translation>
  </message>
  <message>
   <source>a quarter clockwise; the frame stays as it is</source>
   <translation>eine Vierteldrehung nach rechts; das Bild bleibt, wie es ist</translation>
  </message>
  <message>
   <source>&amp;Crop the view…</source>
   <translation>Ansicht &amp;zuschneiden…</translation>
  </message>
  <message>
   <source>drag a box, or the whole again; the frame stays as it is</source>
   <translation>einen Kasten ziehen, oder wieder das Ganze; das Bild bleibt, wie es ist</translation>
  </message>
  <message>
   <source>&amp;Play or stop</source>
   <translation>Ab&amp;spielen oder anhalten</translation>
  </message>
  <message>
   <source>every frame by its own time</source>
   <translation>jedes Bild zu seiner Zeit</translation>
  </message>
  <message>
   <source>Play &amp;backwards or stop</source>
   <translation>&amp;Rückwärts abspielen oder anhalten</translation>
  </message>
  <message>
   <source>every frame by its own time, muted</source>
   <translation>jedes Bild zu seiner Zeit, stumm</translation>
  </message>
  <message>
   <source>S&amp;ound on or off</source>
   <translation>&amp;Ton an oder aus</translation>
  </message>
  <message>
   <source>off until you ask; forwards at half to double speed</source>
   <translation>aus, bis Sie fragen; vorwärts mit halbem bis doppeltem Tempo</translation>
  </message>
  <message>
   <source>&amp;Faster</source>
   <translation>S&amp;chneller</translation>
  </message>
  <message>
   <source>twice as fast</source>
   <translation>doppelt so schnell</translation>
  </message>
  <message>
   <source>&amp;Slower</source>
   <translation>&amp;Langsamer</translation>
  </message>
  <message>
   <source>half as fast</source>
   <translation>halb so schnell</translation>
  </message>
  <message>
   <source>Beside another &amp;exhibit</source>
   <translation>Neben ein anderes &amp;Beweisstück</translation>
  </message>
  <message>
   <source>both beside each other, held together</source>
   <translation>beide nebeneinander, zusammengehalten</translation>
  </message>
  <message>
   <source>&amp;Difference</source>
   <translation>&amp;Differenz</translation>
  </message>
  <message>
   <source>what differs from the other exhibit, with gain</source>
   <translation>was vom anderen Beweisstück abweicht, verstärkt</translation>
  </message>
  <message>
   <source>&amp;Wipe</source>
   <translation>&amp;Wischen</translation>
  </message>
  <message>
   <source>this exhibit left of a line, the other right of it</source>
   <translation>dieses links einer Linie, das andere rechts davon</translation>
  </message>
  <message>
   <source>F&amp;licker</source>
   <translation>&amp;Flackern</translation>
  </message>
  <message>
   <source>both in turn</source>
   <translation>beide abwechselnd</translation>
  </message>
  <message>
   <source>This exhibit &amp;alone</source>
   <translation>Dieses &amp;allein</translation>
  </message>
  <message>
   <source>put the other exhibit away</source>
   <translation>das andere Beweisstück weglegen</translation>
  </message>
  <message>
   <source>&amp;Recipe…</source>
   <translation>&amp;Rezept…</translation>
  </message>
  <message>
   <source>levels, sharpen, denoise, means of frames, one field</source>
   <translation>Tonwerte, Schärfen, Entrauschen, Mittel von Bildern, ein Halbbild</translation>
  </message>
  <message>
   <source>&amp;Layer…</source>
   <translation>&amp;Schicht…</translation>
  </message>
  <message>
   <source>error levels, ghosts, noise, copies: for looking only</source>
   <translation>Fehlerpegel, Geister, Rauschen, Kopien: nur zum Ansehen</translation>
  </message>
  <message>
   <source>C&amp;ounterpart</source>
   <translation>&amp;Gegenstück</translation>
  </message>
  <message>
   <source>the layer where all parts have one history, and back</source>
   <translation>die Schicht, in der alle Teile eine Geschichte haben, und zurück</translation>
  </message>
  <message>
   <source>Pers&amp;pective…</source>
   <translation>Pers&amp;pektive…</translation>
  </message>
  <message>
   <source>pick four corners; their plane is shown facing you</source>
   <translation>vier Ecken wählen; ihre Ebene wird von vorn gezeigt</translation>
  </message>
  <message>
   <source>U&amp;ndo the recipe</source>
   <translation>Rezept zurück&amp;nehmen</translation>
  </message>
  <message>
   <source>the recipe before; what is signed stays</source>
   <translation>das vorige Rezept; was unterschrieben ist, bleibt</translation>
  </message>
  <message>
   <source>As de&amp;coded</source>
   <translation>Wie de&amp;kodiert</translation>
  </message>
  <message>
   <source>no recipe</source>
   <translation>kein Rezept</translation>
  </message>
  <message>
   <source>Block &amp;grid</source>
   <translation>Block&amp;gitter</translation>
  </message>
  <message>
   <source>lines every 16 pixels</source>
   <translation>Linien alle 16 Bildpunkte</translation>
  </message>
  <message>
   <source>&amp;Motion vectors</source>
   <translation>Be&amp;wegungsvektoren</translation>
  </message>
  <message>
   <source>where the decoder gives them</source>
   <translation>wo der Dekoder sie angibt</translation>
  </message>
  <message>
   <source>&amp;Quantisers</source>
   <translation>&amp;Quantisierer</translation>
  </message>
  <message>
   <source>Ma&amp;gnifier</source>
   <translation>&amp;Lupe</translation>
  </message>
  <message>
   <source>the pixels around the pointer</source>
   <translation>die Bildpunkte um den Zeiger</translation>
  </message>
  <message>
   <source>See clearly, or &amp;veil</source>
   <translation>Klar sehen oder &amp;verhüllen</translation>
  </message>
  <message>
   <source>veiled exhibits are grey squares until you ask</source>
   <translation>verhüllte Beweisstücke sind graue Quadrate, bis Sie fragen</translation>
  </message>
  <message>
   <source>&amp;Warn of graphic content…</source>
   <translation>Vor verstörendem Inhalt &amp;warnen…</translation>
  </message>
  <message>
   <source>recorded; take it back with the same key</source>
   <translation>wird eingetragen; mit derselben Taste zurückgenommen</translation>
  </message>
  <message>
   <source>Veil every exhibit &amp;until asked</source>
   <translation>Jedes verhüllen, &amp;bis gefragt wird</translation>
  </message>
  <message>
   <source>or only those that are restricted</source>
   <translation>oder nur die beschränkten</translation>
  </message>
  <message>
   <source>&amp;Note…</source>
   <translation>&amp;Notiz…</translation>
  </message>
  <message>
   <source>on the frame, or on the range marked on the timeline</source>
   <translation>zum Bild oder zum auf der Zeitleiste markierten Bereich</translation>
  </message>
  <message>
   <source>&amp;Keep at once</source>
   <translation>&amp;Sofort behalten</translation>
  </message>
  <message>
   <source>the picture as a still, or the marked range</source>
   <translation>das Bild als Standbild oder den markierten Bereich</translation>
  </message>
  <message>
   <source>&amp;Box…</source>
   <translation>&amp;Kasten…</translation>
  </message>
  <message>
   <source>drag, or arrow keys and Space</source>
   <translation>ziehen, oder Pfeiltasten und Leertaste</translation>
  </message>
  <message>
   <source>&amp;Arrow…</source>
   <translation>&amp;Pfeil…</translation>
  </message>
  <message>
   <source>&amp;Text…</source>
   <translation>&amp;Text…</translation>
  </message>
  <message>
   <source>click, or arrow keys and Space</source>
   <translation>klicken, oder Pfeiltasten und Leertaste</translation>
  </message>
  <message>
   <source>&amp;Measure…</source>
   <translation>&amp;Messen…</translation>
  </message>
  <message>
   <source>a distance in pixels of the frame</source>
   <translation>ein Abstand in Bildpunkten</translation>
  </message>
  <message>
   <source>Range &amp;from here</source>
   <translation>Bereich &amp;ab hier</translation>
  </message>
  <message>
   <source>also [ on the timeline</source>
   <translation>auch [ auf der Zeitleiste</translation>
  </message>
  <message>
   <source>Range &amp;to here</source>
   <translation>Bereich &amp;bis hier</translation>
  </message>
  <message>
   <source>also ] on the timeline</source>
   <translation>auch ] auf der Zeitleiste</translation>
  </message>
  <message>
   <source>&amp;Unmark the range</source>
   <translation>Bereich auf&amp;heben</translation>
  </message>
  <message>
   <source>also Escape on the timeline</source>
   <translation>auch Esc auf der Zeitleiste</translation>
  </message>
  <message>
   <source>Search &amp;pack…</source>
   <translation>Such&amp;paket…</translation>
  </message>
  <message>
   <source>pictures to look for earlier copies with</source>
   <translation>Bilder, um frühere Kopien zu suchen</translation>
  </message>
  <message>
   <source>&amp;Log a search…</source>
   <translation>Suche &amp;eintragen…</translation>
  </message>
  <message>
   <source>one made by hand, also when it found nothing</source>
   <translation>eine von Hand, auch wenn sie nichts fand</translation>
  </message>
  <message>
   <source>Unlock your key</source>
   <translation>Schlüssel entsperren</translation>
  </message>
  <message>
   <source>Make your key</source>
   <translation>Schlüssel anlegen</translation>
  </message>
  <message>
   <source>Your name, as it stands in the custody log</source>
   <translation>Ihr Name, wie er im Verwahrungsprotokoll steht</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Passphrase</translation>
  </message>
  <message>
   <source>Passphrase once more</source>
   <translation>Passphrase noch einmal</translation>
  </message>
  <message>
   <source>What is wrong</source>
   <translation>Was nicht stimmt</translation>
  </message>
  <message>
   <source>Unlock</source>
   <translation>Entsperren</translation>
  </message>
  <message>
   <source>Make key</source>
   <translation>Schlüssel anlegen</translation>
  </message>
  <message>
   <source>&amp;Passphrase</source>
   <translation>&amp;Passphrase</translation>
  </message>
  <message>
   <source>&amp;Keep it in the keyring of this system</source>
   <translation>Im Schlüssel&amp;bund dieses Systems behalten</translation>
  </message>
  <message>
   <source>Whoever can unlock the keyring, often whoever is logged in, can then sign as you.</source>
   <translation>Wer den Schlüsselbund entsperren kann, oft wer angemeldet ist, kann dann als Sie unterschreiben.</translation>
  </message>
  <message>
   <source>New case</source>
   <translation>Neuer Fall</translation>
  </message>
  <message>
   <source>Name of the case</source>
   <translation>Name des Falls</translation>
  </message>
  <message>
   <source>The claim that is disputed, in its own words</source>
   <translation>Die umstrittene Behauptung in ihren eigenen Worten</translation>
  </message>
  <message>
   <source>What is said about the footage, by whom, where. It is quoted, never judged.</source>
   <translation>Was über die Aufnahme gesagt wird, von wem, wo. Es wird zitiert, nie beurteilt.</translation>
  </message>
  <message>
   <source>Folder in which the case is made</source>
   <translation>Ordner, in dem der Fall angelegt wird</translation>
  </message>
  <message>
   <source>&amp;Browse…</source>
   <translation>&amp;Durchsuchen…</translation>
  </message>
  <message>
   <source>Browse for the folder</source>
   <translation>Nach dem Ordner suchen</translation>
  </message>
  <message>
   <source>The folder of the case</source>
   <translation>Der Ordner des Falls</translation>
  </message>
  <message>
   <source>Make case</source>
   <translation>Fall anlegen</translation>
  </message>
  <message>
   <source>&amp;Name</source>
   <translation>&amp;Name</translation>
  </message>
  <message>
   <source>&amp;Claim</source>
   <translation>&amp;Behauptung</translation>
  </message>
  <message>
   <source>&amp;Folder</source>
   <translation>&amp;Ordner</translation>
  </message>
  <message>
   <source>Add files</source>
   <translation>Dateien hinzufügen</translation>
  </message>
  <message>
   <source>Files that are added</source>
   <translation>Dateien, die hinzugefügt werden</translation>
  </message>
  <message>
   <source>Received from</source>
   <translation>Erhalten von</translation>
  </message>
  <message>
   <source>Source: address or place</source>
   <translation>Quelle: Adresse oder Ort</translation>
  </message>
  <message>
   <source>Why it is kept</source>
   <translation>Warum es verwahrt wird</translation>
  </message>
  <message>
   <source>Authority, if any</source>
   <translation>Befugnis, falls es eine gibt</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>Digest that the sender gave</source>
   <translation>Prüfsumme, die der Absender nannte</translation>
  </message>
  <message>
   <source>hexadecimal: SHA-256, SHA-512, SHA-1 or MD5</source>
   <translation>hexadezimal: SHA-256, SHA-512, SHA-1 oder MD5</translation>
  </message>
  <message>
   <source>&amp;Received from</source>
   <translation>&amp;Erhalten von</translation>
  </message>
  <message>
   <source>&amp;Source</source>
   <translation>&amp;Quelle</translation>
  </message>
  <message>
   <source>R&amp;eason</source>
   <translation>&amp;Grund</translation>
  </message>
  <message>
   <source>Au&amp;thority</source>
   <translation>&amp;Befugnis</translation>
  </message>
  <message>
   <source>Sender’s &amp;digest</source>
   <translation>&amp;Prüfsumme des Absenders</translation>
  </message>
  <message>
   <source>Also compute</source>
   <translation>Auch berechnen</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Your &amp;name</source>
   <translation>Ihr &amp;Name</translation>
  </message>
  <message>
   <source>Passphrase &amp;again</source>
   <translation>Passphrase noch ein&amp;mal</translation>
  </message>
  <message>
   <source>What this is for</source>
   <translation>Wozu das dient</translation>
  </message>
  <message>
   <source>What you do now is signed with your key. Give its passphrase; it stays unlocked until you close the window. If the keyring of this system keeps the passphrase, leave the field empty.</source>
   <translation>Was Sie nun tun, wird mit Ihrem Schlüssel unterschrieben. Geben Sie seine Passphrase ein; er bleibt entsperrt, bis Sie das Fenster schließen. Wenn der Schlüsselbund dieses Systems die Passphrase verwahrt, lassen Sie das Feld leer.</translation>
  </message>
  <message>
   <source>Every act on a case is signed with a key of your own. It is made once, on this machine, and kept encrypted with a passphrase. Nobody can give it back to you: write the passphrase down in a safe place.</source>
   <translation>Jede Handlung an einem Fall wird mit Ihrem eigenen Schlüssel unterschrieben. Er wird einmal auf diesem Rechner angelegt und mit einer Passphrase verschlüsselt verwahrt. Niemand kann sie Ihnen zurückgeben: Schreiben Sie die Passphrase an einem sicheren Ort auf.</translation>
  </message>
  <message>
   <source>One moment …</source>
   <translation>Einen Augenblick …</translation>
  </message>
  <message>
   <source>About these fields</source>
   <translation>Zu diesen Feldern</translation>
  </message>
  <message>
   <source>All of this is kept as you state it. Fields may stay empty.</source>
   <translation>Alles wird so verwahrt, wie Sie es angeben. Felder dürfen leer bleiben.</translation>
  </message>
  <message>
   <source>(SHA-256 and BLAKE3 always are)</source>
   <translation>(SHA-256 und BLAKE3 immer)</translation>
  </message>
  <message>
   <source>The digest must be 32, 40, 64 or 128 hexadecimal digits.</source>
   <translation>Die Prüfsumme muss 32, 40, 64 oder 128 Hexadezimalziffern haben.</translation>
  </message>
  <message>
   <source>The two passphrases differ.</source>
   <translation>Die beiden Passphrasen sind verschieden.</translation>
  </message>
  <message>
   <source>A name and a passphrase are needed.</source>
   <translation>Ein Name und eine Passphrase werden gebraucht.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>{field}: this is needed.</source>
   <translation>{field}: Das wird gebraucht.</translation>
  </message>
  <message>
   <source>Warn of graphic content</source>
   <translation>Vor verstörendem Inhalt warnen</translation>
  </message>
  <message>
   <source>Methods</source>
   <translation>Verfahren</translation>
  </message>
  <message>
   <source>Methods that are installed</source>
   <translation>Installierte Verfahren</translation>
  </message>
  <message>
   <source>What the method says of itself</source>
   <translation>Was das Verfahren von sich sagt</translation>
  </message>
  <message>
   <source>Why the code of another package may be loaded</source>
   <translation>Warum der Code eines anderen Pakets geladen werden darf</translation>
  </message>
  <message>
   <source>Who vouches for the code, and why it is needed</source>
   <translation>Wer sich für den Code verbürgt und warum er gebraucht wird</translation>
  </message>
  <message>
   <source>&amp;Allow its code in this case</source>
   <translation>Seinen Code in diesem Fall &amp;zulassen</translation>
  </message>
  <message>
   <source>&amp;Examine with what is ticked</source>
   <translation>Mit dem Angekreuzten &amp;untersuchen</translation>
  </message>
  <message>
   <source>What this is</source>
   <translation>Was das ist</translation>
  </message>
  <message>
   <source>Methods on request run only when they are ticked here, and cost what stands.</source>
   <translation>Verfahren auf Anfrage laufen nur, wenn sie hier angekreuzt sind, und kosten, was dasteht.</translation>
  </message>
  <message>
   <source>What the note is about</source>
   <translation>Worum es in der Notiz geht</translation>
  </message>
  <message>
   <source>What you say of it</source>
   <translation>Was Sie dazu sagen</translation>
  </message>
  <message>
   <source>What is seen there, in your words. It is a note and not a measurement.</source>
   <translation>Was dort zu sehen ist, in Ihren Worten. Es ist eine Notiz und keine Messung.</translation>
  </message>
  <message>
   <source>&amp;Keep the picture too, with its recipe and digest</source>
   <translation>Auch das &amp;Bild behalten, mit Rezept und Prüfsumme</translation>
  </message>
  <message>
   <source>Keep note</source>
   <translation>Notiz behalten</translation>
  </message>
  <message>
   <source>Groups of pages</source>
   <translation>Gruppen von Seiten</translation>
  </message>
  <message>
   <source>Pages of the group</source>
   <translation>Seiten der Gruppe</translation>
  </message>
  <message>
   <source>Your opinion under “{pair}”</source>
   <translation>Ihre Meinung unter „{pair}“</translation>
  </message>
  <message>
   <source>Lies: {side}, by {by}, {made}.</source>
   <translation>Liegt: {side}, durch {by}, {made}.</translation>
  </message>
  <message>
   <source>Because: {words}</source>
   <translation>Weil: {words}</translation>
  </message>
  <message>
   <source>Alternative considered: {words}</source>
   <translation>Erwogene andere Ursache: {words}</translation>
  </message>
  <message>
   <source>No opinion stands under this pair. Only a person gives one.</source>
   <translation>Unter diesem Paar steht keine Meinung. Nur ein Mensch gibt eine ab.</translation>
  </message>
  <message>
   <source>&amp;Lies</source>
   <translation>&amp;Liegt</translation>
  </message>
  <message>
   <source>The claim under examination</source>
   <translation>Die untersuchte Behauptung</translation>
  </message>
  <message>
   <source>Pair of propositions</source>
   <translation>Paar von Hypothesen</translation>
  </message>
  <message>
   <source>The two propositions of the pair</source>
   <translation>Die beiden Hypothesen des Paars</translation>
  </message>
  <message>
   <source>How many findings lie where</source>
   <translation>Wie viele Befunde wo liegen</translation>
  </message>
  <message>
   <source>Narrow what lies on the board</source>
   <translation>Eingrenzen, was auf der Tafel liegt</translation>
  </message>
  <message>
   <source>Narrow to…</source>
   <translation>Eingrenzen auf…</translation>
  </message>
  <message>
   <source>What lies under the pair</source>
   <translation>Was unter dem Paar liegt</translation>
  </message>
  <message>
   <source>The finding that is marked, and where it lies</source>
   <translation>Der markierte Befund, und wo er liegt</translation>
  </message>
  <message>
   <source>Opinions under the pair</source>
   <translation>Meinungen unter dem Paar</translation>
  </message>
  <message>
   <source>Lay an a&amp;bsence…</source>
   <translation>Ein &amp;Fehlen legen…</translation>
  </message>
  <message>
   <source>State the &amp;claim anew…</source>
   <translation>Be&amp;hauptung neu fassen…</translation>
  </message>
  <message>
   <source>Reading the board</source>
   <translation>Lesen der Tafel</translation>
  </message>
  <message>
   <source>An absence</source>
   <translation>Ein Fehlen</translation>
  </message>
  <message>
   <source>The absence of something supports nothing; it is laid out so.</source>
   <translation>Das Fehlen von etwas stützt nichts; so wird es auch hingelegt.</translation>
  </message>
  <message>
   <source>A new pair of propositions</source>
   <translation>Ein neues Paar von Hypothesen</translation>
  </message>
  <message>
   <source>It is printed beside the objections that stand now, never instead of them.</source>
   <translation>Er wird neben die jetzt bestehenden Einwände gedruckt, nie an ihre Stelle.</translation>
  </message>
  <message>
   <source>Nobody has laid it under this pair.</source>
   <translation>Niemand hat es unter dieses Paar gelegt.</translation>
  </message>
  <message>
   <source>OBJECTION: {why}</source>
   <translation>EINWAND: {why}</translation>
  </message>
  <message>
   <source>DISSENT of {by}: {words}</source>
   <translation>WIDERSPRUCH von {by}: {words}</translation>
  </message>
  <message>
   <source>not placed</source>
   <translation>nicht gelegt</translation>
  </message>
  <message>
   <source>&amp;Because</source>
   <translation>&amp;Weil</translation>
  </message>
  <message>
   <source>&amp;Alternatives considered, one a line</source>
   <translation>&amp;Erwogene andere Ursachen, eine je Zeile</translation>
  </message>
  <message>
   <source>No.</source>
   <translation>Nr.</translation>
  </message>
  <message>
   <source>Observation</source>
   <translation>Beobachtung</translation>
  </message>
  <message>
   <source>Lies</source>
   <translation>Liegt</translation>
  </message>
  <message>
   <source>Because</source>
   <translation>Weil</translation>
  </message>
  <message>
   <source>Give an &amp;opinion…</source>
   <translation>&amp;Meinung abgeben…</translation>
  </message>
  <message>
   <source>&amp;Dissent…</source>
   <translation>&amp;Widerspruch…</translation>
  </message>
  <message>
   <source>&amp;New pair…</source>
   <translation>&amp;Neues Paar…</translation>
  </message>
  <message>
   <source>&amp;Word it anew…</source>
   <translation>Neu f&amp;assen…</translation>
  </message>
  <message>
   <source>Propositions board</source>
   <translation>Hypothesentafel</translation>
  </message>
  <message>
   <source>The propositions board belongs here: pairs of propositions that exclude each other, every finding laid under them by a person, and opinions with all that the board objects.

Make or open a case.</source>
   <translation>Die Hypothesentafel gehört hierher: Paare von Hypothesen, die sich ausschließen, jeder Befund von einem Menschen darunter gelegt, und Meinungen mit allem, was die Tafel einwendet.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>Claim: {claim}</source>
   <translation>Behauptung: {claim}</translation>
  </message>
  <message>
   <source>No claim is recorded.</source>
   <translation>Es ist keine Behauptung eingetragen.</translation>
  </message>
  <message>
   <source>No pair is written yet. Begin with “New pair…”: a template can be worded anew.</source>
   <translation>Noch ist kein Paar geschrieben. Beginnen Sie mit „Neues Paar…“: Eine Vorlage kann neu gefasst werden.</translation>
  </message>
  <message>
   <source>{findings} wait to be considered.</source>
   <translation>{findings} warten darauf, erwogen zu werden.</translation>
  </message>
  <message>
   <source>Mark the findings that you want to lay there first.</source>
   <translation>Markieren Sie zuerst die Befunde, die Sie dorthin legen wollen.</translation>
  </message>
  <message>
   <source>Say why it lies there, in your judgement, and which other causes you considered. Laying it again replaces this.</source>
   <translation>Sagen Sie, warum es nach Ihrem Urteil dort liegt und welche anderen Ursachen Sie erwogen haben. Erneutes Legen ersetzt dies.</translation>
  </message>
  <message>
   <source>Lay</source>
   <translation>Legen</translation>
  </message>
  <message>
   <source>&amp;What was looked for and not found</source>
   <translation>&amp;Was gesucht und nicht gefunden wurde</translation>
  </message>
  <message>
   <source>&amp;Claim, word for word</source>
   <translation>&amp;Behauptung, Wort für Wort</translation>
  </message>
  <message>
   <source>&amp;Reason</source>
   <translation>&amp;Grund</translation>
  </message>
  <message>
   <source>State the claim anew</source>
   <translation>Behauptung neu fassen</translation>
  </message>
  <message>
   <source>The words before stay in the history.</source>
   <translation>Die früheren Worte bleiben im Verlauf.</translation>
  </message>
  <message>
   <source>State it</source>
   <translation>Eintragen</translation>
  </message>
  <message>
   <source>Word the pair anew</source>
   <translation>Das Paar neu fassen</translation>
  </message>
  <message>
   <source>&amp;About</source>
   <translation>&amp;Worüber</translation>
  </message>
  <message>
   <source>&amp;Reason, where one stands already</source>
   <translation>&amp;Grund, wenn schon eines steht</translation>
  </message>
  <message>
   <source>Two propositions that exclude each other, in your words for this case. What was laid under an earlier wording stays in the history and does not move to the new one.</source>
   <translation>Zwei Hypothesen, die sich ausschließen, in Ihren Worten für diesen Fall. Was unter einer früheren Fassung lag, bleibt im Verlauf und zieht nicht zur neuen um.</translation>
  </message>
  <message>
   <source>Write</source>
   <translation>Schreiben</translation>
  </message>
  <message>
   <source>neither: inconclusive</source>
   <translation>keine von beiden: nicht entscheidbar</translation>
  </message>
  <message>
   <source>&amp;Towards</source>
   <translation>&amp;Richtung</translation>
  </message>
  <message>
   <source>&amp;Class</source>
   <translation>&amp;Klasse</translation>
  </message>
  <message>
   <source>&amp;Strength</source>
   <translation>&amp;Stärke</translation>
  </message>
  <message>
   <source>&amp;Opinion, in your words</source>
   <translation>&amp;Meinung, in Ihren Worten</translation>
  </message>
  <message>
   <source>Other &amp;views that can be held, and why this one</source>
   <translation>Andere &amp;Ansichten, die man haben kann, und warum diese</translation>
  </message>
  <message>
   <source>Your &amp;dissent: why it stands all the same</source>
   <translation>Ihr &amp;Widerspruch: warum sie trotzdem steht</translation>
  </message>
  <message>
   <source>An opinion is yours alone: the program lays out, counts and objects. It refuses one that rests on a single method, a single family of methods or an absence, or that left a finding unconsidered.</source>
   <translation>Eine Meinung ist allein Ihre: Das Programm legt aus, zählt und wendet ein. Es lehnt eine ab, die auf einem einzigen Verfahren, einer einzigen Verfahrensfamilie oder einem Fehlen ruht oder einen Befund nicht erwogen hat.</translation>
  </message>
  <message>
   <source>Record opinion</source>
   <translation>Meinung eintragen</translation>
  </message>
  <message>
   <source>Other views: {words}</source>
   <translation>Andere Ansichten: {words}</translation>
  </message>
  <message>
   <source>&amp;Opinion</source>
   <translation>&amp;Meinung</translation>
  </message>
  <message>
   <source>&amp;Dissent</source>
   <translation>&amp;Widerspruch</translation>
  </message>
  <message>
   <source>A dissent</source>
   <translation>Ein Widerspruch</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>Eintragen</translation>
  </message>
  <message>
   <source>findings</source>
   <translation>Befunde</translation>
  </message>
  <message>
   <source>finding</source>
   <translation>Befund</translation>
  </message>
  <message>
   <source>Supports H&amp;1…</source>
   <translation>Stützt H&amp;1…</translation>
  </message>
  <message>
   <source>Supports H&amp;2…</source>
   <translation>Stützt H&amp;2…</translation>
  </message>
  <message>
   <source>N&amp;eutral…</source>
   <translation>N&amp;eutral…</translation>
  </message>
  <message>
   <source>Not applica&amp;ble…</source>
   <translation>Nicht an&amp;wendbar…</translation>
  </message>
  <message>
   <source>Clock</source>
   <translation>Uhr</translation>
  </message>
  <message>
   <source>As it stands</source>
   <translation>Wie sie steht</translation>
  </message>
  <message>
   <source>Shows</source>
   <translation>Zeigt</translation>
  </message>
  <message>
   <source>Zone</source>
   <translation>Zone</translation>
  </message>
  <message>
   <source>Time of</source>
   <translation>Zeit von</translation>
  </message>
  <message>
   <source>Device at</source>
   <translation>Gerät auf</translation>
  </message>
  <message>
   <source>Container clocks are</source>
   <translation>Uhren des Containers sind</translation>
  </message>
  <message>
   <source>Fit</source>
   <translation>Passen</translation>
  </message>
  <message>
   <source>Do not fit</source>
   <translation>Passen nicht</translation>
  </message>
  <message>
   <source>UTC</source>
   <translation>UTC</translation>
  </message>
  <message>
   <source>Local there</source>
   <translation>Dort örtlich</translation>
  </message>
  <message>
   <source>With the others</source>
   <translation>Zu den anderen</translation>
  </message>
  <message>
   <source>fits</source>
   <translation>passt</translation>
  </message>
  <message>
   <source>{seconds:+,} s apart</source>
   <translation>{seconds:+,} s entfernt</translation>
  </message>
  <message>
   <source>Clocks as they stand in the file</source>
   <translation>Uhren, wie sie in der Datei stehen</translation>
  </message>
  <message>
   <source>Time-zone hypotheses</source>
   <translation>Zeitzonen-Hypothesen</translation>
  </message>
  <message>
   <source>Clocks under the hypothesis that is marked</source>
   <translation>Uhren unter der markierten Hypothese</translation>
  </message>
  <message>
   <source>A further time zone to try, such as +02:00</source>
   <translation>Eine weitere Zeitzone zum Probieren, etwa +02:00</translation>
  </message>
  <message>
   <source>&amp;Try this zone</source>
   <translation>Diese Zone &amp;probieren</translation>
  </message>
  <message>
   <source>Conflicts</source>
   <translation>Widersprüche</translation>
  </message>
  <message>
   <source>What a hypothesis is</source>
   <translation>Was eine Hypothese ist</translation>
  </message>
  <message>
   <source>A hypothesis says where the device’s clock stood and how to read the container’s clocks. Each is shown with what fits it; nothing here says which one holds.</source>
   <translation>Eine Hypothese sagt, wo die Uhr des Geräts stand und wie die Uhren des Containers zu lesen sind. Jede wird mit dem gezeigt, was zu ihr passt; nichts hier sagt, welche zutrifft.</translation>
  </message>
  <message>
   <source>Reading the clocks</source>
   <translation>Lesen der Uhren</translation>
  </message>
  <message>
   <source>No conflict was found. That two clocks agree does not show that they are right.</source>
   <translation>Kein Widerspruch wurde gefunden. Dass zwei Uhren übereinstimmen, zeigt nicht, dass sie richtig gehen.</translation>
  </message>
  <message>
   <source>conflicts</source>
   <translation>Widersprüche</translation>
  </message>
  <message>
   <source>conflict</source>
   <translation>Widerspruch</translation>
  </message>
  <message>
   <source>Clocks</source>
   <translation>Uhren</translation>
  </message>
  <message>
   <source>The clocks of the file belong here: each as it stands, then all of them under each time-zone hypothesis, with what conflicts.

Examine the exhibit.</source>
   <translation>Die Uhren der Datei gehören hierher: jede, wie sie steht, dann alle unter jeder Zeitzonen-Hypothese, mit dem, was sich widerspricht.

Untersuchen Sie das Beweisstück.</translation>
  </message>
  <message>
   <source>The file states no time. That supports nothing.</source>
   <translation>Die Datei gibt keine Zeit an. Das stützt nichts.</translation>
  </message>
  <message>
   <source>Give an offset from UTC such as +02:00.</source>
   <translation>Geben Sie einen Abstand von UTC an, etwa +02:00.</translation>
  </message>
  <message>
   <source>Element</source>
   <translation>Element</translation>
  </message>
  <message>
   <source>Offset</source>
   <translation>Stelle</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Defined in</source>
   <translation>Festgelegt in</translation>
  </message>
  <message>
   <source>Elements of the file</source>
   <translation>Elemente der Datei</translation>
  </message>
  <message>
   <source>Fields of the element that is marked</source>
   <translation>Felder des markierten Elements</translation>
  </message>
  <message>
   <source>Notes on the element that is marked</source>
   <translation>Anmerkungen zum markierten Element</translation>
  </message>
  <message>
   <source>Show the &amp;bytes</source>
   <translation>Die &amp;Bytes zeigen</translation>
  </message>
  <message>
   <source>Which bytes are shown</source>
   <translation>Welche Bytes gezeigt werden</translation>
  </message>
  <message>
   <source>Bytes of the element or field that is marked</source>
   <translation>Bytes des markierten Elements oder Felds</translation>
  </message>
  <message>
   <source>Reading bytes</source>
   <translation>Lesen der Bytes</translation>
  </message>
  <message>
   <source>Field</source>
   <translation>Feld</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <source>Bytes</source>
   <translation>Bytes</translation>
  </message>
  <message>
   <source>Structure of the file</source>
   <translation>Aufbau der Datei</translation>
  </message>
  <message>
   <source>The structure of the file belongs here: each element with its offset, size, fields, and the clause of the standard that defines it.

Examine the exhibit.</source>
   <translation>Der Aufbau der Datei gehört hierher: jedes Element mit Stelle, Größe, Feldern und dem Abschnitt der Norm, der es festlegt.

Untersuchen Sie das Beweisstück.</translation>
  </message>
  <message>
   <source>No structure could be read: see the page “Not measured” for the reason.</source>
   <translation>Kein Aufbau konnte gelesen werden: Der Grund steht auf der Seite „Nicht gemessen“.</translation>
  </message>
  <message>
   <source>Mark an element or a field, then ask for its bytes.</source>
   <translation>Markieren Sie ein Element oder Feld und fragen Sie dann nach seinen Bytes.</translation>
  </message>
  <message>
   <source>{length} bytes from {offset} on</source>
   <translation>{length} Bytes ab {offset}</translation>
  </message>
  <message>
   <source>
… the first {count} of them</source>
   <translation>
… die ersten {count} davon</translation>
  </message>
  <message>
   <source>pairs</source>
   <translation>Paare</translation>
  </message>
  <message>
   <source>pair</source>
   <translation>Paar</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopie</translation>
  </message>
  <message>
   <source>Of</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>How they are related</source>
   <translation>Wie sie zusammenhängen</translation>
  </message>
  <message>
   <source>Nearer the original</source>
   <translation>Näher am Original</translation>
  </message>
  <message>
   <source>Here</source>
   <translation>Hier</translation>
  </message>
  <message>
   <source>There</source>
   <translation>Dort</translation>
  </message>
  <message>
   <source>Speed</source>
   <translation>Tempo</translation>
  </message>
  <message>
   <source>Support</source>
   <translation>Stütze</translation>
  </message>
  <message>
   <source>{pairs} compared: {relations} in {families}.</source>
   <translation>{pairs} verglichen: {relations} in {families}.</translation>
  </message>
  <message>
   <source>{pairs} compared: no copies were found. That says nothing about other files.</source>
   <translation>{pairs} verglichen: Keine Kopien wurden gefunden. Das sagt nichts über andere Dateien.</translation>
  </message>
  <message>
   <source>&amp;Compare the exhibits</source>
   <translation>Beweisstücke &amp;vergleichen</translation>
  </message>
  <message>
   <source>Take the case into the &amp;library</source>
   <translation>Den Fall in die &amp;Bibliothek aufnehmen</translation>
  </message>
  <message>
   <source>&amp;Look at both</source>
   <translation>Beide &amp;ansehen</translation>
  </message>
  <message>
   <source>What comparing came to</source>
   <translation>Was der Vergleich ergab</translation>
  </message>
  <message>
   <source>The exhibits have not been compared yet. Comparing reads their fingerprints, and no file is opened.</source>
   <translation>Die Beweisstücke wurden noch nicht verglichen. Der Vergleich liest ihre Fingerabdrücke; keine Datei wird geöffnet.</translation>
  </message>
  <message>
   <source>Relations between copies</source>
   <translation>Beziehungen zwischen Kopien</translation>
  </message>
  <message>
   <source>Stretches that both share</source>
   <translation>Strecken, die beide gemeinsam haben</translation>
  </message>
  <message>
   <source>The relation that is marked</source>
   <translation>Die markierte Beziehung</translation>
  </message>
  <message>
   <source>Comparing the exhibits</source>
   <translation>Vergleich der Beweisstücke</translation>
  </message>
  <message>
   <source>Taking the case into the library</source>
   <translation>Aufnahme des Falls in die Bibliothek</translation>
  </message>
  <message>
   <source>{entries} stand in the library.</source>
   <translation>{entries} stehen in der Bibliothek.</translation>
  </message>
  <message>
   <source>Aligning both</source>
   <translation>Ausrichten beider</translation>
  </message>
  <message>
   <source>Copies</source>
   <translation>Kopien</translation>
  </message>
  <message>
   <source>Copies belong here: which exhibits of the case are copies of each other, how they are related, and which moment of one is which moment of the other.

Make or open a case with at least two exhibits.</source>
   <translation>Kopien gehören hierher: welche Beweisstücke des Falls Kopien voneinander sind, wie sie zusammenhängen und welcher Augenblick des einen welcher des anderen ist.

Legen Sie einen Fall mit mindestens zwei Beweisstücken an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>relations</source>
   <translation>Beziehungen</translation>
  </message>
  <message>
   <source>relation</source>
   <translation>Beziehung</translation>
  </message>
  <message>
   <source>family</source>
   <translation>Familie</translation>
  </message>
  <message>
   <source>families</source>
   <translation>Familien</translation>
  </message>
  <message>
   <source>exhibits</source>
   <translation>Beweisstücke</translation>
  </message>
  <message>
   <source>exhibit</source>
   <translation>Beweisstück</translation>
  </message>
  <message>
   <source>Not compared: {which}</source>
   <translation>Nicht verglichen: {which}</translation>
  </message>
  <message>
   <source>Family of copies</source>
   <translation>Familie von Kopien</translation>
  </message>
  <message>
   <source>Alignment of the two copies</source>
   <translation>Ausrichtung der beiden Kopien</translation>
  </message>
  <message>
   <source>no pictures</source>
   <translation>keine Bilder</translation>
  </message>
  <message>
   <source>none is proposed above it</source>
   <translation>keine wird darüber vorgeschlagen</translation>
  </message>
  <message>
   <source>mirrored</source>
   <translation>gespiegelt</translation>
  </message>
  <message>
   <source>Custody events</source>
   <translation>Ereignisse der Verwahrung</translation>
  </message>
  <message>
   <source>The event that is marked</source>
   <translation>Das markierte Ereignis</translation>
  </message>
  <message>
   <source>Narrow the custody events</source>
   <translation>Ereignisse eingrenzen</translation>
  </message>
  <message>
   <source>&amp;Verify the case</source>
   <translation>Den Fall &amp;prüfen</translation>
  </message>
  <message>
   <source>Verify the case: read everything again</source>
   <translation>Den Fall prüfen: alles noch einmal lesen</translation>
  </message>
  <message>
   <source>Outcome of the verification</source>
   <translation>Ergebnis der Prüfung</translation>
  </message>
  <message>
   <source>Not verified in this session. Verifying reads every original, every row and every event again.</source>
   <translation>In dieser Sitzung nicht geprüft. Die Prüfung liest jedes Original, jede Zeile und jedes Ereignis noch einmal.</translation>
  </message>
  <message>
   <source>Custody</source>
   <translation>Verwahrung</translation>
  </message>
  <message>
   <source>The custody log belongs here: who did what to which item, when and why, each event signed and chained to the one before.

Make or open a case.</source>
   <translation>Das Verwahrungsprotokoll gehört hierher: wer was mit welchem Stück tat, wann und warum, jedes Ereignis unterschrieben und an das vorige gekettet.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>event</source>
   <translation>Ereignis</translation>
  </message>
  <message>
   <source>originals</source>
   <translation>Originale</translation>
  </message>
  <message>
   <source>original</source>
   <translation>Original</translation>
  </message>
  <message>
   <source>derivatives</source>
   <translation>Ableitungen</translation>
  </message>
  <message>
   <source>derivative</source>
   <translation>Ableitung</translation>
  </message>
  <message>
   <source>rows</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>row</source>
   <translation>Zeile</translation>
  </message>
  <message>
   <source>problems</source>
   <translation>Probleme</translation>
  </message>
  <message>
   <source>problem</source>
   <translation>Problem</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Wann</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Was</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>Wer</translation>
  </message>
  <message>
   <source>days</source>
   <translation>Tage</translation>
  </message>
  <message>
   <source>day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>&amp;Go through what the case holds</source>
   <translation>&amp;Durchgehen, was der Fall enthält</translation>
  </message>
  <message>
   <source>What going through it came to</source>
   <translation>Was das Durchgehen ergab</translation>
  </message>
  <message>
   <source>Nothing was gone through yet. It compares the exhibit with all others and with the references.</source>
   <translation>Noch wurde nichts durchgegangen. Dabei wird das Beweisstück mit allen anderen und mit den Referenzen verglichen.</translation>
  </message>
  <message>
   <source>Topics, what is held, what is missing, what to do</source>
   <translation>Themen: was vorliegt, was fehlt, was zu tun ist</translation>
  </message>
  <message>
   <source>If it is denied</source>
   <translation>Wenn es bestritten wird</translation>
  </message>
  <message>
   <source>When somebody says that an exhibit is made up, what speaks for it belongs here: custody, the person behind it, the original, structure, clocks, copies; and what to get while it can still be had.

Pick an exhibit.</source>
   <translation>Wenn jemand sagt, ein Beweisstück sei erfunden, gehört hierher, was dafür spricht: Verwahrung, die Person dahinter, das Original, Aufbau, Uhren, Kopien; und was zu beschaffen ist, solange es noch zu haben ist.

Ein Beweisstück auswählen.</translation>
  </message>
  <message>
   <source>Going through what the case holds</source>
   <translation>Durchgehen, was der Fall enthält</translation>
  </message>
  <message>
   <source>Missing</source>
   <translation>Fehlt</translation>
  </message>
  <message>
   <source>To do</source>
   <translation>Zu tun</translation>
  </message>
  <message>
   <source>not examined</source>
   <translation>nicht untersucht</translation>
  </message>
  <message>
   <source>{acquisitions}; kept as {path}</source>
   <translation>{acquisitions}; verwahrt als {path}</translation>
  </message>
  <message>
   <source>quantity</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>quantities</source>
   <translation>Größen</translation>
  </message>
  <message>
   <source>Id</source>
   <translation>Id</translation>
  </message>
  <message>
   <source>Exhibit</source>
   <translation>Beweisstück</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <source>Not examined yet.</source>
   <translation>Noch nicht untersucht.</translation>
  </message>
  <message>
   <source>{examination}, {at}: {findings}; {gaps} not measured</source>
   <translation>{examination}, {at}: {findings}; {gaps} nicht gemessen</translation>
  </message>
  <message>
   <source>Restricted: it is veiled until you ask.</source>
   <translation>Beschränkt: Es ist verhüllt, bis Sie fragen.</translation>
  </message>
  <message>
   <source>Exhibits pane</source>
   <translation>Fläche der Beweisstücke</translation>
  </message>
  <message>
   <source>Exhibits</source>
   <translation>Beweisstücke</translation>
  </message>
  <message>
   <source>Narrow the exhibits</source>
   <translation>Beweisstücke eingrenzen</translation>
  </message>
  <message>
   <source>Digests and state of what is marked</source>
   <translation>Prüfsummen und Zustand des Markierten</translation>
  </message>
  <message>
   <source>&amp;Add files…</source>
   <translation>&amp;Dateien hinzufügen…</translation>
  </message>
  <message>
   <source>Add files to the case</source>
   <translation>Dateien zum Fall hinzufügen</translation>
  </message>
  <message>
   <source>The files of the case belong here.

Drop a video on this pane, or press “Add files…”. Each file is copied into the case, digested and read back; the file that you drop is never changed.</source>
   <translation>Die Dateien des Falls gehören hierher.

Legen Sie ein Video auf dieser Fläche ab oder drücken Sie „Dateien hinzufügen…“. Jede Datei wird in den Fall kopiert, mit Prüfsummen versehen und zurückgelesen; die abgelegte Datei wird nie verändert.</translation>
  </message>
  <message>
   <source>{id}, made from {parent}: {what}</source>
   <translation>{id}, aus {parent} gemacht: {what}</translation>
  </message>
  <message>
   <source>Recipe: {recipe}</source>
   <translation>Rezept: {recipe}</translation>
  </message>
  <message>
   <source>Kept as {path}</source>
   <translation>Verwahrt als {path}</translation>
  </message>
  <message>
   <source>acquisitions</source>
   <translation>Erwerbungen</translation>
  </message>
  <message>
   <source>acquisition</source>
   <translation>Erwerb</translation>
  </message>
  <message>
   <source>restricted</source>
   <translation>beschränkt</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>Ort</translation>
  </message>
  <message>
   <source>Direction</source>
   <translation>Richtung</translation>
  </message>
  <message>
   <source>Printed</source>
   <translation>Gedruckt</translation>
  </message>
  <message>
   <source>Method</source>
   <translation>Verfahren</translation>
  </message>
  <message>
   <source>the file as a whole</source>
   <translation>die Datei als ganze</translation>
  </message>
  <message>
   <source>{place} +{count}</source>
   <translation>{place} +{count}</translation>
  </message>
  <message>
   <source>none stated</source>
   <translation>keine genannt</translation>
  </message>
  <message>
   <source>neither</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>towards {side}</source>
   <translation>Richtung {side}</translation>
  </message>
  <message>
   <source>Direction under {pair}: {towards}, because {because}</source>
   <translation>Richtung unter {pair}: {towards}, weil {because}</translation>
  </message>
  <message>
   <source>Method {method} {version}, code {code}</source>
   <translation>Verfahren {method} {version}, Kennung {code}</translation>
  </message>
  <message>
   <source>Innocent explanations</source>
   <translation>Unschuldige Erklärungen</translation>
  </message>
  <message>
   <source>Limits</source>
   <translation>Grenzen</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>Orte</translation>
  </message>
  <message>
   <source>Rests on</source>
   <translation>Beruht auf</translation>
  </message>
  <message>
   <source>Findings</source>
   <translation>Befunde</translation>
  </message>
  <message>
   <source>The finding that is marked</source>
   <translation>Der markierte Befund</translation>
  </message>
  <message>
   <source>Narrow the findings</source>
   <translation>Befunde eingrenzen</translation>
  </message>
  <message>
   <source>Of &amp;all exhibits</source>
   <translation>&amp;Aller Beweisstücke</translation>
  </message>
  <message>
   <source>Reading the findings</source>
   <translation>Lesen der Befunde</translation>
  </message>
  <message>
   <source>Printed {how}: {by}, {made}: {because}</source>
   <translation>Gedruckt {how}: {by}, {made}: {because}</translation>
  </message>
  <message>
   <source>Print as &amp;one line…</source>
   <translation>Als &amp;eine Zeile drucken…</translation>
  </message>
  <message>
   <source>Print in &amp;full…</source>
   <translation>&amp;Ganz drucken…</translation>
  </message>
  <message>
   <source>Findings belong here: observations with the measurements that they rest on, their innocent explanations and their limits.

Examine the exhibit to get them.</source>
   <translation>Befunde gehören hierher: Beobachtungen mit den Messungen, auf denen sie beruhen, ihren unschuldigen Erklärungen und ihren Grenzen.

Untersuchen Sie das Beweisstück, um sie zu erhalten.</translation>
  </message>
  <message>
   <source>No method made a finding in this exhibit.

That supports nothing: see the page “Not measured” for what could not be looked at.</source>
   <translation>Kein Verfahren machte in diesem Beweisstück einen Befund.

Das stützt nichts: Die Seite „Nicht gemessen“ sagt, was nicht angesehen werden konnte.</translation>
  </message>
  <message>
   <source>Mark the findings first.</source>
   <translation>Markieren Sie zuerst die Befunde.</translation>
  </message>
  <message>
   <source>No finding is ever left out of the report: one that is printed as one line keeps its number, its sentence and its place on the board, with your reason beside it; the whole of it is in the report’s JSON.</source>
   <translation>Kein Befund wird je aus dem Bericht gelassen: Einer, der als eine Zeile gedruckt wird, behält seine Nummer, seinen Satz und seinen Platz auf der Tafel, mit Ihrem Grund daneben; ganz steht er im JSON des Berichts.</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>State of the register</source>
   <translation>Stand des Verzeichnisses</translation>
  </message>
  <message>
   <source>Each claim is met, contradicted or not testable here. There is no sum and no score. A site that sells a generator's output need not be its maker. A file that nothing names is named by nothing, which supports nothing.</source>
   <translation>Jede Angabe ist erfüllt, widerlegt oder hier nicht prüfbar. Es gibt keine Summe und keine Punktzahl. Eine Seite, die die Ausgabe eines Generators verkauft, muss nicht sein Hersteller sein. Eine Datei, die nichts nennt, ist von nichts benannt, was nichts stützt.</translation>
  </message>
  <message>
   <source>Family</source>
   <translation>Familie</translation>
  </message>
  <message>
   <source>Claim</source>
   <translation>Angabe</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <source>Weight</source>
   <translation>Gewicht</translation>
  </message>
  <message>
   <source>Reviewed</source>
   <translation>Durchgesehen</translation>
  </message>
  <message>
   <source>Generators</source>
   <translation>Generatoren</translation>
  </message>
  <message>
   <source>What is known of systems that generate video belongs here, claim by claim, held against the exhibit.

Examine the exhibit.</source>
   <translation>Was über Systeme bekannt ist, die Video erzeugen, gehört hierher, Angabe für Angabe gegen das Beweisstück gehalten.

Untersuchen Sie das Beweisstück.</translation>
  </message>
  <message>
   <source>Manifests and ingredients</source>
   <translation>Manifeste und Zutaten</translation>
  </message>
  <message>
   <source>Notes on this exhibit</source>
   <translation>Notizen zu diesem Beweisstück</translation>
  </message>
  <message>
   <source>The note that is marked</source>
   <translation>Die markierte Notiz</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Notizen</translation>
  </message>
  <message>
   <source>Notes belong here: what you mark on a frame or a range, in your words, and stills that you keep.

Press Ctrl+M to write one on the frame that is shown, Ctrl+J to keep its picture at once.</source>
   <translation>Notizen gehören hierher: was Sie an einem Bild oder Bereich markieren, in Ihren Worten, und Standbilder, die Sie behalten.

Strg+M schreibt eine zum gezeigten Bild, Strg+J behält sein Bild sofort.</translation>
  </message>
  <message>
   <source>Frame</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>Worte</translation>
  </message>
  <message>
   <source>Drawn</source>
   <translation>Gezeichnet</translation>
  </message>
  <message>
   <source>Still</source>
   <translation>Standbild</translation>
  </message>
  <message>
   <source>First page</source>
   <translation>Erste Seite</translation>
  </message>
  <message>
   <source>The first page of an exhibit belongs here: what was preserved, what speaks from the file, what could not be measured, and what to do next.

Pick an exhibit, or add one.</source>
   <translation>Die erste Seite eines Beweisstücks gehört hierher: was gesichert wurde, was aus der Datei spricht, was nicht gemessen werden konnte und was als Nächstes zu tun ist.

Wählen Sie ein Beweisstück oder fügen Sie eines hinzu.</translation>
  </message>
  <message>
   <source>Picture of the frame</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Question or statement</source>
   <translation>Frage oder Angabe</translation>
  </message>
  <message>
   <source>What that means</source>
   <translation>Was das bedeutet</translation>
  </message>
  <message>
   <source>Statements about origin</source>
   <translation>Angaben zur Herkunft</translation>
  </message>
  <message>
   <source>The statement that is marked</source>
   <translation>Die markierte Angabe</translation>
  </message>
  <message>
   <source>Provenance</source>
   <translation>Herkunftsangaben</translation>
  </message>
  <message>
   <source>What the file states about its own origin belongs here: content credentials, dimension by dimension, and every other mark.

Examine the exhibit.</source>
   <translation>Was die Datei über ihre eigene Herkunft angibt, gehört hierher: Herkunftsnachweise, Frage für Frage, und jedes andere Zeichen.

Untersuchen Sie das Beweisstück.</translation>
  </message>
  <message>
   <source>Recipe for the picture</source>
   <translation>Rezept für das Bild</translation>
  </message>
  <message>
   <source>Recipe: steps in order, joined by &gt;</source>
   <translation>Rezept: Schritte der Reihe nach, verbunden durch &gt;</translation>
  </message>
  <message>
   <source>as decoded; for instance  mean:2 &gt; levels:16,235,1 &gt; sharpen:1.5,0.8</source>
   <translation>wie dekodiert; zum Beispiel  mean:2 &gt; levels:16,235,1 &gt; sharpen:1.5,0.8</translation>
  </message>
  <message>
   <source>Add a step to the recipe</source>
   <translation>Dem Rezept einen Schritt hinzufügen</translation>
  </message>
  <message>
   <source>Steps that can be added to the recipe</source>
   <translation>Schritte, die dem Rezept hinzugefügt werden können</translation>
  </message>
  <message>
   <source>Add a layer for looking</source>
   <translation>Eine Schicht zum Ansehen hinzufügen</translation>
  </message>
  <message>
   <source>Layers for looking: none is ever weighed</source>
   <translation>Schichten zum Ansehen: Keine wird je gewichtet</translation>
  </message>
  <message>
   <source>Count&amp;erpart</source>
   <translation>Geg&amp;enstück</translation>
  </message>
  <message>
   <source>Show the layer where all parts of the frame have one history</source>
   <translation>Die Schicht zeigen, in der alle Teile des Bildes eine Geschichte haben</translation>
  </message>
  <message>
   <source>What shows here too is the content's, and says nothing of its history.</source>
   <translation>Was sich auch hier zeigt, gehört zum Inhalt und sagt nichts über seine Geschichte.</translation>
  </message>
  <message>
   <source>&amp;Keep as still</source>
   <translation>Als Stand&amp;bild behalten</translation>
  </message>
  <message>
   <source>Keep this picture as a still with its recipe and digest</source>
   <translation>Dieses Bild als Standbild mit Rezept und Prüfsumme behalten</translation>
  </message>
  <message>
   <source>What the steps of the recipe do</source>
   <translation>Was die Schritte des Rezepts tun</translation>
  </message>
  <message>
   <source>Steps in order, joined by &gt;. None invents detail: each value comes from pixels, lines or frames around it.</source>
   <translation>Schritte der Reihe nach, verbunden durch &gt;. Keiner erfindet Einzelheiten: Jeder Wert kommt aus Punkten, Zeilen oder Bildern darum herum.</translation>
  </message>
  <message>
   <source>references</source>
   <translation>Referenzen</translation>
  </message>
  <message>
   <source>reference</source>
   <translation>Referenz</translation>
  </message>
  <message>
   <source>Reference</source>
   <translation>Referenz</translation>
  </message>
  <message>
   <source>Origin</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Alike</source>
   <translation>Gleich</translation>
  </message>
  <message>
   <source>Shared</source>
   <translation>Gemeinsam</translation>
  </message>
  <message>
   <source>Vouched for by</source>
   <translation>Verbürgt von</translation>
  </message>
  <message>
   <source>By</source>
   <translation>Wodurch</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>Wo</translation>
  </message>
  <message>
   <source>This exhibit</source>
   <translation>Dieses Beweisstück</translation>
  </message>
  <message>
   <source>{exhibit} becomes a reference</source>
   <translation>{exhibit} wird eine Referenz</translation>
  </message>
  <message>
   <source>{files} become references</source>
   <translation>{files} werden Referenzen</translation>
  </message>
  <message>
   <source>Likelihood ratios, of the container only (after Iuliani et al. 2019):</source>
   <translation>Likelihood-Quotienten, nur des Containers (nach Iuliani u. a. 2019):</translation>
  </message>
  <message>
   <source>The library of references is empty: it holds only what you vouched for or imported from somebody who has. Add files whose origin you know, best several from each of several devices.</source>
   <translation>Die Bibliothek der Referenzen ist leer: Sie enthält nur, wofür Sie sich verbürgt oder was Sie von jemandem übernommen haben. Fügen Sie Dateien bekannter Herkunft hinzu, am besten mehrere von jedem von mehreren Geräten.</translation>
  </message>
  <message>
   <source>Library: {held}, {comparable} comparable; last line SHA-256 {sha256}</source>
   <translation>Bibliothek: {held}, {comparable} vergleichbar; letzte Zeile SHA-256 {sha256}</translation>
  </message>
  <message>
   <source>What the comparison says</source>
   <translation>Was der Vergleich sagt</translation>
  </message>
  <message>
   <source>Nearest references</source>
   <translation>Nächste Referenzen</translation>
  </message>
  <message>
   <source>Differences from the reference that is marked</source>
   <translation>Abweichungen von der markierten Referenz</translation>
  </message>
  <message>
   <source>Likelihood ratios and the state of the library</source>
   <translation>Likelihood-Quotienten und Stand der Bibliothek</translation>
  </message>
  <message>
   <source>&amp;Withdraw…</source>
   <translation>&amp;Zurückziehen…</translation>
  </message>
  <message>
   <source>Holding against the references</source>
   <translation>Vergleich mit den Referenzen</translation>
  </message>
  <message>
   <source>Files of one known origin</source>
   <translation>Dateien einer bekannten Herkunft</translation>
  </message>
  <message>
   <source>Withdraw {name}</source>
   <translation>{name} zurückziehen</translation>
  </message>
  <message>
   <source>Its line stays in the library.</source>
   <translation>Ihre Zeile bleibt in der Bibliothek.</translation>
  </message>
  <message>
   <source>Withdraw</source>
   <translation>Zurückziehen</translation>
  </message>
  <message>
   <source>An exported library</source>
   <translation>Eine ausgegebene Bibliothek</translation>
  </message>
  <message>
   <source>A new file for the library</source>
   <translation>Eine neue Datei für die Bibliothek</translation>
  </message>
  <message>
   <source>The library is written.</source>
   <translation>Die Bibliothek ist geschrieben.</translation>
  </message>
  <message>
   <source>The library of references has changed.</source>
   <translation>Die Bibliothek der Referenzen hat sich geändert.</translation>
  </message>
  <message>
   <source>&amp;What wrote the file</source>
   <translation>&amp;Was die Datei schrieb</translation>
  </message>
  <message>
   <source>&amp;Name of the device, program, platform or generator</source>
   <translation>&amp;Name des Geräts, Programms, der Plattform oder des Generators</translation>
  </message>
  <message>
   <source>&amp;Firmware or version, or the day of a download</source>
   <translation>&amp;Firmware oder Version, oder der Tag des Herunterladens</translation>
  </message>
  <message>
   <source>Where the file was &amp;had</source>
   <translation>Wo man die Datei &amp;hatte</translation>
  </message>
  <message>
   <source>&amp;How the origin is known</source>
   <translation>W&amp;oher die Herkunft bekannt ist</translation>
  </message>
  <message>
   <source>  None: there is no reference of this format.</source>
   <translation>  Keine: Es gibt keine Referenz dieses Formats.</translation>
  </message>
  <message>
   <source>Add this &amp;exhibit…</source>
   <translation>Dieses &amp;Beweisstück hinzufügen…</translation>
  </message>
  <message>
   <source>&amp;Import…</source>
   <translation>&amp;Einlesen…</translation>
  </message>
  <message>
   <source>E&amp;xport…</source>
   <translation>&amp;Ausgeben…</translation>
  </message>
  <message>
   <source>References</source>
   <translation>Referenzen</translation>
  </message>
  <message>
   <source>References belong here: files of known origin, the ones whose container is nearest to this exhibit’s, and every difference side by side.

Examine the exhibit.</source>
   <translation>Referenzen gehören hierher: Dateien bekannter Herkunft, die, deren Container dem dieses Beweisstücks am nächsten ist, und jede Abweichung nebeneinander.

Untersuchen Sie das Beweisstück.</translation>
  </message>
  <message>
   <source>You vouch for the origin: a reference is worth what the person is worth who knows where the file comes from. It is kept in your library on this machine, not in the case.</source>
   <translation>Sie verbürgen sich für die Herkunft: Eine Referenz ist so viel wert wie der Mensch, der weiß, woher die Datei kommt. Sie wird in Ihrer Bibliothek auf diesem Rechner verwahrt, nicht im Fall.</translation>
  </message>
  <message>
   <source>Take in</source>
   <translation>Aufnehmen</translation>
  </message>
  <message>
   <source>files</source>
   <translation>Dateien</translation>
  </message>
  <message>
   <source>file</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Mark the reference that does not stand first.</source>
   <translation>Markieren Sie zuerst die Referenz, die nicht mehr gilt.</translation>
  </message>
  <message>
   <source>Importing references</source>
   <translation>Einlesen von Referenzen</translation>
  </message>
  <message>
   <source>Writing the library</source>
   <translation>Schreiben der Bibliothek</translation>
  </message>
  <message>
   <source>one device, one person, one publisher</source>
   <translation>ein Gerät, eine Person, ein Herausgeber</translation>
  </message>
  <message>
   <source>of {total}; as it would be at {events} custody events</source>
   <translation>von {total}; wie er bei {events} Ereignissen der Verwahrung wäre</translation>
  </message>
  <message>
   <source>Page of the report</source>
   <translation>Seite des Berichts</translation>
  </message>
  <message>
   <source>Make the &amp;report</source>
   <translation>Den &amp;Bericht erstellen</translation>
  </message>
  <message>
   <source>State of the preview</source>
   <translation>Stand der Vorschau</translation>
  </message>
  <message>
   <source>The page</source>
   <translation>Die Seite</translation>
  </message>
  <message>
   <source>Page of the report, drawn</source>
   <translation>Seite des Berichts, gezeichnet</translation>
  </message>
  <message>
   <source>Setting the report …</source>
   <translation>Der Bericht wird gesetzt …</translation>
  </message>
  <message>
   <source>Setting the report</source>
   <translation>Setzen des Berichts</translation>
  </message>
  <message>
   <source>&amp;Back</source>
   <translation>&amp;Zurück</translation>
  </message>
  <message>
   <source>O&amp;n</source>
   <translation>&amp;Weiter</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>The report as it would be now belongs here, page by page; it changes as the case does, and nothing is written or recorded before you make it.

Make or open a case.</source>
   <translation>Der Bericht, wie er jetzt wäre, gehört hierher, Seite für Seite; er ändert sich mit dem Fall, und nichts wird geschrieben oder eingetragen, bevor Sie ihn erstellen.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>Drawing pages</source>
   <translation>Zeichnen von Seiten</translation>
  </message>
  <message>
   <source>Reviews</source>
   <translation>Gegenprüfungen</translation>
  </message>
  <message>
   <source>The review that is marked</source>
   <translation>Die markierte Gegenprüfung</translation>
  </message>
  <message>
   <source>What was written after the last review</source>
   <translation>Was nach der letzten Gegenprüfung geschrieben wurde</translation>
  </message>
  <message>
   <source>Written after the last review</source>
   <translation>Nach der letzten Gegenprüfung geschrieben</translation>
  </message>
  <message>
   <source>That there is no review</source>
   <translation>Dass es keine Gegenprüfung gibt</translation>
  </message>
  <message>
   <source>Reading the reviews</source>
   <translation>Lesen der Gegenprüfungen</translation>
  </message>
  <message>
   <source>Review: {says}</source>
   <translation>Gegenprüfung: {says}</translation>
  </message>
  <message>
   <source>It is recorded with your signature for the case as it stands now. Who wrote an opinion cannot agree with it as a second person; to release it takes the role of authoriser.</source>
   <translation>Es wird mit Ihrer Unterschrift zum Fall, wie er jetzt steht, eingetragen. Wer eine Meinung schrieb, kann ihr nicht als zweite Person zustimmen; zur Freigabe braucht es die Rolle des Freigebenden.</translation>
  </message>
  <message>
   <source>About: {item}</source>
   <translation>Worüber: {item}</translation>
  </message>
  <message>
   <source>Of the case at {size} events, root {root}</source>
   <translation>Zum Fall mit {size} Ereignissen, Wurzel {root}</translation>
  </message>
  <message>
   <source>Custody event {event}</source>
   <translation>Ereignis der Verwahrung {event}</translation>
  </message>
  <message>
   <source>Says</source>
   <translation>Sagt</translation>
  </message>
  <message>
   <source>About</source>
   <translation>Worüber</translation>
  </message>
  <message>
   <source>Of events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Event</source>
   <translation>Ereignis</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>Gegenprüfung</translation>
  </message>
  <message>
   <source>Reviews belong here: a second person reads the case, comments, agrees or dissents, and what is written after that is marked.

Make or open a case.</source>
   <translation>Gegenprüfungen gehören hierher: Eine zweite Person liest den Fall, merkt an, stimmt zu oder widerspricht, und was danach geschrieben wird, ist gekennzeichnet.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>Nobody has reviewed this case yet.</source>
   <translation>Noch hat niemand diesen Fall gegengeprüft.</translation>
  </message>
  <message>
   <source>No review has agreed, dissented or authorised yet, so nothing stands after one.</source>
   <translation>Noch hat keine Gegenprüfung zugestimmt, widersprochen oder freigegeben; also steht nichts nach einer.</translation>
  </message>
  <message>
   <source>entry</source>
   <translation>Eintrag</translation>
  </message>
  <message>
   <source>entries</source>
   <translation>Einträge</translation>
  </message>
  <message>
   <source>&amp;Words</source>
   <translation>&amp;Worte</translation>
  </message>
  <message>
   <source>A&amp;bout: F-0001 or O-0001; empty for the whole</source>
   <translation>W&amp;orüber: F-0001 oder O-0001; leer für das Ganze</translation>
  </message>
  <message>
   <source>After the last review that concluded, {count} came: read them again.</source>
   <translation>Nach der letzten abschließenden Gegenprüfung kamen {count}: Lesen Sie sie noch einmal.</translation>
  </message>
  <message>
   <source>Nothing was written after the last review that concluded.</source>
   <translation>Nach der letzten abschließenden Gegenprüfung wurde nichts geschrieben.</translation>
  </message>
  <message>
   <source>the whole</source>
   <translation>das Ganze</translation>
  </message>
  <message>
   <source>I have &amp;read it…</source>
   <translation>Ich habe es &amp;gelesen…</translation>
  </message>
  <message>
   <source>&amp;Comment…</source>
   <translation>&amp;Anmerken…</translation>
  </message>
  <message>
   <source>&amp;Agree…</source>
   <translation>&amp;Zustimmen…</translation>
  </message>
  <message>
   <source>Authorise the release…</source>
   <translation>Freigeben…</translation>
  </message>
  <message>
   <source>Words to search the case for</source>
   <translation>Worte, nach denen der Fall durchsucht wird</translation>
  </message>
  <message>
   <source>Also &amp;restricted values</source>
   <translation>Auch &amp;beschränkte Werte</translation>
  </message>
  <message>
   <source>&amp;Search</source>
   <translation>&amp;Suchen</translation>
  </message>
  <message>
   <source>What the search came to</source>
   <translation>Was die Suche ergab</translation>
  </message>
  <message>
   <source>Give words; all must stand in one place. A word ending in * stands for all that begin so.</source>
   <translation>Geben Sie Worte ein; alle müssen an einer Stelle stehen. Ein Wort, das auf * endet, steht für alle, die so beginnen.</translation>
  </message>
  <message>
   <source>Places that hold the words</source>
   <translation>Stellen, die die Worte enthalten</translation>
  </message>
  <message>
   <source>Searching the case</source>
   <translation>Durchsuchen des Falls</translation>
  </message>
  <message>
   <source>At</source>
   <translation>Bei</translation>
  </message>
  <message>
   <source>Entry</source>
   <translation>Eintrag</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suche</translation>
  </message>
  <message>
   <source>A search through everything that is written in the case belongs here: transcripts, source records, notes, findings, tags, names.

Make or open a case.</source>
   <translation>Eine Suche durch alles, was im Fall geschrieben steht, gehört hierher: Transkripte, Quellenangaben, Notizen, Befunde, Tags, Namen.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>Nothing was found. That means little: not everything that is seen or heard is written.</source>
   <translation>Nichts wurde gefunden. Das bedeutet wenig: Nicht alles, was man sieht oder hört, ist geschrieben.</translation>
  </message>
  <message>
   <source>{places}, best first. Enter goes to the exhibit, and where there is a time to that moment.</source>
   <translation>{places}, die besten zuerst. Die Eingabetaste geht zum Beweisstück und, wo es eine Zeit gibt, zu diesem Augenblick.</translation>
  </message>
  <message>
   <source>places</source>
   <translation>Stellen</translation>
  </message>
  <message>
   <source>place</source>
   <translation>Stelle</translation>
  </message>
  <message>
   <source>Searches made by hand</source>
   <translation>Von Hand gemachte Suchen</translation>
  </message>
  <message>
   <source>The search that is marked</source>
   <translation>Die markierte Suche</translation>
  </message>
  <message>
   <source>That no search is logged</source>
   <translation>Dass keine Suche eingetragen ist</translation>
  </message>
  <message>
   <source>Reading the searches</source>
   <translation>Lesen der Suchen</translation>
  </message>
  <message>
   <source>{id}, {by}, {made} (custody event {event})</source>
   <translation>{id}, {by}, {made} (Ereignis der Verwahrung {event})</translation>
  </message>
  <message>
   <source>Where: {place}</source>
   <translation>Wo: {place}</translation>
  </message>
  <message>
   <source>With: {words}</source>
   <translation>Womit: {words}</translation>
  </message>
  <message>
   <source>Outcome: {outcome}</source>
   <translation>Ergebnis: {outcome}</translation>
  </message>
  <message>
   <source>With</source>
   <translation>Womit</translation>
  </message>
  <message>
   <source>Outcome</source>
   <translation>Ergebnis</translation>
  </message>
  <message>
   <source>Write a search &amp;pack…</source>
   <translation>Such&amp;paket schreiben…</translation>
  </message>
  <message>
   <source>Searches</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Searches for earlier copies that you make by hand belong here, also those that found nothing; and a pack of pictures to search with.

Pick an exhibit.</source>
   <translation>Suchen nach früheren Kopien, die Sie von Hand machen, gehören hierher, auch die, die nichts fanden; und ein Paket von Bildern zum Suchen.

Wählen Sie ein Beweisstück.</translation>
  </message>
  <message>
   <source>No search is logged for this exhibit. Write a pack of pictures, look them up where you decide to, and log each search with what came of it: one that found nothing counts as well. The program sends nothing anywhere.</source>
   <translation>Zu diesem Beweisstück ist keine Suche eingetragen. Schreiben Sie ein Paket von Bildern, suchen Sie sie dort, wo Sie es für richtig halten, und tragen Sie jede Suche mit ihrem Ergebnis ein: Auch eine, die nichts fand, zählt. Das Programm sendet nichts irgendwohin.</translation>
  </message>
  <message>
   <source>A sidecar, an archive or a page that another program made</source>
   <translation>Eine Begleitdatei, ein Archiv oder eine Seite, die ein anderes Programm machte</translation>
  </message>
  <message>
   <source>members</source>
   <translation>Teile</translation>
  </message>
  <message>
   <source>member</source>
   <translation>Teil</translation>
  </message>
  <message>
   <source>Source record</source>
   <translation>Quellenangaben</translation>
  </message>
  <message>
   <source>Narrow the source record</source>
   <translation>Quellenangaben eingrenzen</translation>
  </message>
  <message>
   <source>Show &amp;restricted values</source>
   <translation>&amp;Beschränkte Werte zeigen</translation>
  </message>
  <message>
   <source>Only &amp;what is known</source>
   <translation>Nur &amp;Bekanntes</translation>
  </message>
  <message>
   <source>Every version of the field that is marked</source>
   <translation>Jede Fassung des markierten Felds</translation>
  </message>
  <message>
   <source>Reading the source record</source>
   <translation>Lesen der Quellenangaben</translation>
  </message>
  <message>
   <source>Form: {form}</source>
   <translation>Form: {form}</translation>
  </message>
  <message>
   <source>Importing</source>
   <translation>Einlesen</translation>
  </message>
  <message>
   <source>{id}: {kind}, {members}.</source>
   <translation>{id}: {kind}, {members}.</translation>
  </message>
  <message>
   <source>&amp;Enter a value…</source>
   <translation>&amp;Wert eintragen…</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <source>Where the exhibit comes from belongs here: the post, the account, captions, labels, who sent it, each in its own words and in versions.

Pick an exhibit.</source>
   <translation>Woher das Beweisstück kommt, gehört hierher: der Beitrag, das Konto, Beschriftungen, Kennzeichen, wer es sandte, jedes in seinen eigenen Worten und in Fassungen.

Wählen Sie ein Beweisstück.</translation>
  </message>
  <message>
   <source>Restricted: it stands in no report.</source>
   <translation>Beschränkt: Es steht in keinem Bericht.</translation>
  </message>
  <message>
   <source>, replaced by {entry}</source>
   <translation>, ersetzt durch {entry}</translation>
  </message>
  <message>
   <source>Mark the field that you want to enter a value into first.</source>
   <translation>Markieren Sie zuerst das Feld, in das Sie einen Wert eintragen wollen.</translation>
  </message>
  <message>
   <source>&amp;Value</source>
   <translation>&amp;Wert</translation>
  </message>
  <message>
   <source>Word for word as the source has it. A new value replaces the one that stands; both stay in the history.</source>
   <translation>Wort für Wort, wie die Quelle es hat. Ein neuer Wert ersetzt den bestehenden; beide bleiben im Verlauf.</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>Eintragen</translation>
  </message>
  <message>
   <source>withdrawn</source>
   <translation>zurückgezogen</translation>
  </message>
  <message>
   <source>a further value</source>
   <translation>ein weiterer Wert</translation>
  </message>
  <message>
   <source>replaces the one marked</source>
   <translation>ersetzt den markierten</translation>
  </message>
  <message>
   <source>&amp;This is</source>
   <translation>&amp;Dies ist</translation>
  </message>
  <message>
   <source>Fields of the report</source>
   <translation>Felder des Berichts</translation>
  </message>
  <message>
   <source>Narrow the fields</source>
   <translation>Felder eingrenzen</translation>
  </message>
  <message>
   <source>Only what is &amp;empty and yours</source>
   <translation>Nur was &amp;leer und Ihres ist</translation>
  </message>
  <message>
   <source>What belongs in the field that is marked</source>
   <translation>Was in das markierte Feld gehört</translation>
  </message>
  <message>
   <source>The finding by its number</source>
   <translation>Der Befund mit seiner Nummer</translation>
  </message>
  <message>
   <source>F-0001</source>
   <translation>F-0001</translation>
  </message>
  <message>
   <source>What you state</source>
   <translation>Was Sie angeben</translation>
  </message>
  <message>
   <source>&amp;Keep statement</source>
   <translation>&amp;Angabe behalten</translation>
  </message>
  <message>
   <source>Earlier versions</source>
   <translation>Frühere Fassungen</translation>
  </message>
  <message>
   <source>Reading the statements</source>
   <translation>Lesen der Angaben</translation>
  </message>
  <message>
   <source>Keeping a statement</source>
   <translation>Behalten einer Angabe</translation>
  </message>
  <message>
   <source>Statement kept; what it replaces stays in the history.</source>
   <translation>Angabe behalten; was sie ersetzt, bleibt im Verlauf.</translation>
  </message>
  <message>
   <source>report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>What is asked</source>
   <translation>Was gefragt ist</translation>
  </message>
  <message>
   <source>Filled by</source>
   <translation>Ausgefüllt von</translation>
  </message>
  <message>
   <source>What stands</source>
   <translation>Was steht</translation>
  </message>
  <message>
   <source>Statements</source>
   <translation>Angaben</translation>
  </message>
  <message>
   <source>What you state for the report belongs here: the fields that courts and standards ask for, who fills each, and what stands.

Make or open a case.</source>
   <translation>Was Sie für den Bericht angeben, gehört hierher: die Felder, nach denen Gerichte und Normen fragen, wer jedes ausfüllt und was steht.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>Mark a field to read what belongs in it.</source>
   <translation>Markieren Sie ein Feld, um zu lesen, was hineingehört.</translation>
  </message>
  <message>
   <source>Nothing is stated here: it is filled by {who}.</source>
   <translation>Hier wird nichts angegeben: Es wird ausgefüllt von: {who}.</translation>
  </message>
  <message>
   <source>Asked by: {who}</source>
   <translation>Gefragt von: {who}</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>Werte</translation>
  </message>
  <message>
   <source>Measured values belong here, each with its unit and its place.

Examine the exhibit.</source>
   <translation>Gemessene Werte gehören hierher, jeder mit seiner Einheit und seinem Ort.

Untersuchen Sie das Beweisstück.</translation>
  </message>
  <message>
   <source>No single value was measured.</source>
   <translation>Kein einzelner Wert wurde gemessen.</translation>
  </message>
  <message>
   <source>Not measured</source>
   <translation>Nicht gemessen</translation>
  </message>
  <message>
   <source>What could not be measured belongs here, with the reason.

Examine the exhibit.</source>
   <translation>Was nicht gemessen werden konnte, gehört hierher, mit dem Grund.

Untersuchen Sie das Beweisstück.</translation>
  </message>
  <message>
   <source>Everything that was asked for could be measured.</source>
   <translation>Alles, wonach gefragt war, konnte gemessen werden.</translation>
  </message>
  <message>
   <source>Quantity</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>Grund</translation>
  </message>
  <message>
   <source>Tag</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Readers</source>
   <translation>Leser</translation>
  </message>
  <message>
   <source>Tags, readers side by side</source>
   <translation>Tags, Leser nebeneinander</translation>
  </message>
  <message>
   <source>Narrow the tags</source>
   <translation>Tags eingrenzen</translation>
  </message>
  <message>
   <source>How readers agree</source>
   <translation>Wie die Leser übereinstimmen</translation>
  </message>
  <message>
   <source>The tag that is marked</source>
   <translation>Der markierte Tag</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Tags</translation>
  </message>
  <message>
   <source>Tags belong here: what the file says of itself, every reader’s reading side by side.

Examine the exhibit.</source>
   <translation>Tags gehören hierher: was die Datei von sich sagt, die Lesart jedes Lesers nebeneinander.

Untersuchen Sie das Beweisstück.</translation>
  </message>
  <message>
   <source>{tags}; on {differing} readers disagree.</source>
   <translation>{tags}; bei {differing} sind die Leser uneins.</translation>
  </message>
  <message>
   <source>No reader found a tag in this file. That supports nothing: platforms remove tags.</source>
   <translation>Kein Leser fand einen Tag in dieser Datei. Das stützt nichts: Plattformen entfernen Tags.</translation>
  </message>
  <message>
   <source>tags</source>
   <translation>Tags</translation>
  </message>
  <message>
   <source>tag</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Timeline</source>
   <translation>Zeitleiste</translation>
  </message>
  <message>
   <source>Which lanes of the timeline are seen</source>
   <translation>Welche Spuren der Zeitleiste man sieht</translation>
  </message>
  <message>
   <source>Lanes</source>
   <translation>Spuren</translation>
  </message>
  <message>
   <source>Choose the lanes of the timeline</source>
   <translation>Spuren der Zeitleiste wählen</translation>
  </message>
  <message>
   <source>Choose the lanes of the timeline (Ctrl+Alt+L)</source>
   <translation>Spuren der Zeitleiste wählen (Strg+Alt+L)</translation>
  </message>
  <message>
   <source>Lanes of the timeline</source>
   <translation>Spuren der Zeitleiste</translation>
  </message>
  <message>
   <source>kept by {by}, {made}</source>
   <translation>verwahrt von {by}, {made}</translation>
  </message>
  <message>
   <source>Line {number} of {version}</source>
   <translation>Zeile {number} von {version}</translation>
  </message>
  <message>
   <source>Subtitles (*.srt *.vtt *.ttml *.xml *.dfxp);;All files (*)</source>
   <translation>Untertitel (*.srt *.vtt *.ttml *.xml *.dfxp);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>The folder of a faster-whisper or pocketsphinx model</source>
   <translation>Der Ordner eines Modells von faster-whisper oder pocketsphinx</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>Fassung</translation>
  </message>
  <message>
   <source>Where the version comes from</source>
   <translation>Woher die Fassung kommt</translation>
  </message>
  <message>
   <source>Narrow the lines</source>
   <translation>Zeilen eingrenzen</translation>
  </message>
  <message>
   <source>Lines of the transcript</source>
   <translation>Zeilen des Transkripts</translation>
  </message>
  <message>
   <source>&amp;Correct the line…</source>
   <translation>Zeile &amp;berichtigen…</translation>
  </message>
  <message>
   <source>Recognise &amp;speech…</source>
   <translation>&amp;Sprache erkennen…</translation>
  </message>
  <message>
   <source>Read on-screen &amp;text</source>
   <translation>&amp;Text im Bild lesen</translation>
  </message>
  <message>
   <source>Reading the transcripts</source>
   <translation>Lesen der Transkripte</translation>
  </message>
  <message>
   <source>Reading the lines</source>
   <translation>Lesen der Zeilen</translation>
  </message>
  <message>
   <source>A subtitle file</source>
   <translation>Eine Untertiteldatei</translation>
  </message>
  <message>
   <source>Taking the captions out</source>
   <translation>Herausnehmen der Untertitel</translation>
  </message>
  <message>
   <source>{transcripts} kept.</source>
   <translation>{transcripts} behalten.</translation>
  </message>
  <message>
   <source>Recognising speech</source>
   <translation>Sprache wird erkannt</translation>
  </message>
  <message>
   <source>Reading on-screen text</source>
   <translation>Text im Bild wird gelesen</translation>
  </message>
  <message>
   <source>Line</source>
   <translation>Zeile</translation>
  </message>
  <message>
   <source>From</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>To</source>
   <translation>Bis</translation>
  </message>
  <message>
   <source>Confidence a word, %</source>
   <translation>Sicherheit je Wort, %</translation>
  </message>
  <message>
   <source>&amp;Import a file…</source>
   <translation>Datei &amp;einlesen…</translation>
  </message>
  <message>
   <source>Take the captions &amp;out</source>
   <translation>Untertitel &amp;herausnehmen</translation>
  </message>
  <message>
   <source>Transcript</source>
   <translation>Transkript</translation>
  </message>
  <message>
   <source>Transcripts belong here: lines with their times, imported from a subtitle file or taken out of the exhibit’s own captions, heard or read by a machine, in versions. Each line leads to its moment.

Pick an exhibit.</source>
   <translation>Transkripte gehören hierher: Zeilen mit ihren Zeiten, aus einer Untertiteldatei eingelesen, aus den eigenen Untertiteln des Beweisstücks genommen oder von einer Maschine gehört oder gelesen, in Fassungen. Jede Zeile führt zu ihrem Augenblick.

Wählen Sie ein Beweisstück.</translation>
  </message>
  <message>
   <source>No transcript is kept of this exhibit. Import a subtitle file, or take the captions out of the file.</source>
   <translation>Von diesem Beweisstück ist kein Transkript verwahrt. Lesen Sie eine Untertiteldatei ein oder nehmen Sie die Untertitel aus der Datei.</translation>
  </message>
  <message>
   <source>Mark the line that you want to correct first.</source>
   <translation>Markieren Sie zuerst die Zeile, die Sie berichtigen wollen.</translation>
  </message>
  <message>
   <source>&amp;Words; empty leaves the line out</source>
   <translation>&amp;Worte; leer lässt die Zeile aus</translation>
  </message>
  <message>
   <source>A new version is kept; this one stays.</source>
   <translation>Eine neue Fassung wird verwahrt; diese bleibt.</translation>
  </message>
  <message>
   <source>&amp;Who or what wrote it</source>
   <translation>&amp;Wer oder was es schrieb</translation>
  </message>
  <message>
   <source>&amp;Language</source>
   <translation>&amp;Sprache</translation>
  </message>
  <message>
   <source>A transcript is testimony of whoever or whatever wrote it: captions can say what nobody said.</source>
   <translation>Ein Transkript ist die Aussage dessen, der oder das es schrieb: Untertitel können sagen, was niemand sagte.</translation>
  </message>
  <message>
   <source>transcripts</source>
   <translation>Transkripte</translation>
  </message>
  <message>
   <source>transcript</source>
   <translation>Transkript</translation>
  </message>
  <message>
   <source>Two exhibits beside each other</source>
   <translation>Zwei Beweisstücke nebeneinander</translation>
  </message>
  <message>
   <source>The other exhibit</source>
   <translation>Das andere Beweisstück</translation>
  </message>
  <message>
   <source>What holds both together</source>
   <translation>Was beide zusammenhält</translation>
  </message>
  <message>
   <source>Offset of the other exhibit: seconds as 0.04 or -1/25, or frames</source>
   <translation>Versatz des anderen Beweisstücks: Sekunden wie 0.04 oder -1/25, oder Bilder</translation>
  </message>
  <message>
   <source>How both are shown</source>
   <translation>Wie beide gezeigt werden</translation>
  </message>
  <message>
   <source>Gain of the difference</source>
   <translation>Verstärkung der Differenz</translation>
  </message>
  <message>
   <source>Place of the wipe, in hundredths of the width</source>
   <translation>Ort des Wischens, in Hundertsteln der Breite</translation>
  </message>
  <message>
   <source>&amp;Flicker</source>
   <translation>&amp;Flackern</translation>
  </message>
  <message>
   <source>Show both in turn</source>
   <translation>Beide abwechselnd zeigen</translation>
  </message>
  <message>
   <source>What holding both together gives</source>
   <translation>Was das Zusammenhalten ergibt</translation>
  </message>
  <message>
   <source>The offset is none: seconds as 0.04, -1/25 or 1:02.5; by frame number a whole number.</source>
   <translation>Der Versatz ist keiner: Sekunden wie 0.04, -1/25 oder 1:02.5; nach Bildnummer eine ganze Zahl.</translation>
  </message>
  <message>
   <source>Aligning both …</source>
   <translation>Beide werden ausgerichtet …</translation>
  </message>
  <message>
   <source>SHA-256 of the decoded planes of this frame</source>
   <translation>SHA-256 der dekodierten Ebenen dieses Bildes</translation>
  </message>
  <message>
   <source>Comparison with the examination</source>
   <translation>Vergleich mit der Untersuchung</translation>
  </message>
  <message>
   <source>Pixel under the pointer</source>
   <translation>Bildpunkt unter dem Zeiger</translation>
  </message>
  <message>
   <source>Go to frame by number</source>
   <translation>Zu einem Bild nach Nummer gehen</translation>
  </message>
  <message>
   <source>Go to a time: seconds, h:mm:ss.fff, or timecode h:mm:ss:ff</source>
   <translation>Zu einer Zeit gehen: Sekunden, h:mm:ss.fff oder Timecode h:mm:ss:ff</translation>
  </message>
  <message>
   <source>Open the frames again</source>
   <translation>Bilder neu öffnen</translation>
  </message>
  <message>
   <source>Whether this exhibit is veiled</source>
   <translation>Ob dieses Beweisstück verhüllt ist</translation>
  </message>
  <message>
   <source>&amp;See clearly</source>
   <translation>&amp;Klar sehen</translation>
  </message>
  <message>
   <source>See this exhibit clearly</source>
   <translation>Dieses Beweisstück klar sehen</translation>
  </message>
  <message>
   <source>Where: the service or archive, with its address</source>
   <translation>Wo: der Dienst oder das Archiv, mit Adresse</translation>
  </message>
  <message>
   <source>With what: a frame of the pack, words, a name</source>
   <translation>Womit: ein Bild des Pakets, Worte, ein Name</translation>
  </message>
  <message>
   <source>What came of it</source>
   <translation>Was dabei herauskam</translation>
  </message>
  <message>
   <source>What was found: address, date, account</source>
   <translation>Was gefunden wurde: Adresse, Datum, Konto</translation>
  </message>
  <message>
   <source>Log it</source>
   <translation>Eintragen</translation>
  </message>
  <message>
   <source>Read</source>
   <translation>Lesen</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Structure</source>
   <translation>Aufbau</translation>
  </message>
  <message>
   <source>Weigh</source>
   <translation>Abwägen</translation>
  </message>
  <message>
   <source>Board</source>
   <translation>Tafel</translation>
  </message>
  <message>
   <source>If denied</source>
   <translation>Bestritten</translation>
  </message>
  <message>
   <source>Case</source>
   <translation>Fall</translation>
  </message>
  <message>
   <source>Start page</source>
   <translation>Startseite</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>Assay</source>
   <translation>Assay</translation>
  </message>
  <message>
   <source>What to do first</source>
   <translation>Was zuerst zu tun ist</translation>
  </message>
  <message>
   <source>Drop a disputed video here. It is copied into a case and never changed; everything is measured on this machine, and nothing is sent anywhere.</source>
   <translation>Legen Sie hier ein umstrittenes Video ab. Es wird in einen Fall kopiert und nie verändert; alles wird auf diesem Rechner gemessen, und nichts wird irgendwohin gesendet.</translation>
  </message>
  <message>
   <source>Open case</source>
   <translation>Fall öffnen</translation>
  </message>
  <message>
   <source>Cases opened lately</source>
   <translation>Kürzlich geöffnete Fälle</translation>
  </message>
  <message>
   <source>Heading of the list</source>
   <translation>Überschrift der Liste</translation>
  </message>
  <message>
   <source>Opened lately</source>
   <translation>Kürzlich geöffnet</translation>
  </message>
  <message>
   <source>Head of the custody log</source>
   <translation>Kopf des Verwahrungsprotokolls</translation>
  </message>
  <message>
   <source>State of the case</source>
   <translation>Zustand des Falls</translation>
  </message>
  <message>
   <source>State of your key</source>
   <translation>Zustand Ihres Schlüssels</translation>
  </message>
  <message>
   <source>key: locked</source>
   <translation>Schlüssel: gesperrt</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <source>All actions and their keys</source>
   <translation>Alle Handlungen und ihre Tasten</translation>
  </message>
  <message>
   <source>Work under way</source>
   <translation>Laufende Arbeit</translation>
  </message>
  <message>
   <source>How far the work is</source>
   <translation>Wie weit die Arbeit ist</translation>
  </message>
  <message>
   <source>S&amp;top</source>
   <translation>An&amp;halten</translation>
  </message>
  <message>
   <source>Stop the work</source>
   <translation>Die Arbeit anhalten</translation>
  </message>
  <message>
   <source>supports H1</source>
   <translation>stützt H1</translation>
  </message>
  <message>
   <source>supports H2</source>
   <translation>stützt H2</translation>
  </message>
  <message>
   <source>neutral</source>
   <translation>neutral</translation>
  </message>
  <message>
   <source>not applicable</source>
   <translation>nicht anwendbar</translation>
  </message>
  <message>
   <source>integrity</source>
   <translation>Unversehrtheit</translation>
  </message>
  <message>
   <source>source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <source>manipulation</source>
   <translation>Bearbeitung</translation>
  </message>
  <message>
   <source>synthetic generation</source>
   <translation>künstliche Erzeugung</translation>
  </message>
  <message>
   <source>context</source>
   <translation>Zusammenhang</translation>
  </message>
  <message>
   <source>has read</source>
   <translation>hat gelesen</translation>
  </message>
  <message>
   <source>comments</source>
   <translation>merkt an</translation>
  </message>
  <message>
   <source>agrees</source>
   <translation>stimmt zu</translation>
  </message>
  <message>
   <source>dissents</source>
   <translation>widerspricht</translation>
  </message>
  <message>
   <source>authorises the release</source>
   <translation>gibt frei</translation>
  </message>
  <message>
   <source>in full</source>
   <translation>ganz</translation>
  </message>
  <message>
   <source>one line</source>
   <translation>eine Zeile</translation>
  </message>
  <message>
   <source>nothing found</source>
   <translation>nichts gefunden</translation>
  </message>
  <message>
   <source>something found</source>
   <translation>etwas gefunden</translation>
  </message>
  <message>
   <source>unclear</source>
   <translation>unklar</translation>
  </message>
  <message>
   <source>text, word for word</source>
   <translation>Text, Wort für Wort</translation>
  </message>
  <message>
   <source>a time in ISO 8601 with its zone, or followed by 'zone unknown'</source>
   <translation>eine Zeit nach ISO 8601 mit ihrer Zone, oder gefolgt von 'zone unknown'</translation>
  </message>
  <message>
   <source>an exhibit of the case, such as E-0002</source>
   <translation>ein Beweisstück des Falls, etwa E-0002</translation>
  </message>
  <message>
   <source>original, copy or unknown</source>
   <translation>Original, Kopie oder unbekannt</translation>
  </message>
  <message>
   <source>yes, no, not asked or no answer</source>
   <translation>ja, nein, nicht gefragt oder keine Antwort</translation>
  </message>
  <message>
   <source>an instant: its zone or UTC is stated</source>
   <translation>ein Zeitpunkt: seine Zone oder UTC ist angegeben</translation>
  </message>
  <message>
   <source>UTC by the standard, local time in many devices</source>
   <translation>UTC nach der Norm, Ortszeit in vielen Geräten</translation>
  </message>
  <message>
   <source>local time of a zone that is not stated</source>
   <translation>Ortszeit einer nicht angegebenen Zone</translation>
  </message>
  <message>
   <source>a counter or time of day without a date</source>
   <translation>ein Zähler oder eine Tageszeit ohne Datum</translation>
  </message>
  <message>
   <source>not set</source>
   <translation>nicht gesetzt</translation>
  </message>
  <message>
   <source>recording</source>
   <translation>Aufnahme</translation>
  </message>
  <message>
   <source>later change</source>
   <translation>spätere Änderung</translation>
  </message>
  <message>
   <source>signing</source>
   <translation>Unterschrift</translation>
  </message>
  <message>
   <source>file system</source>
   <translation>Dateisystem</translation>
  </message>
  <message>
   <source>one reader</source>
   <translation>ein Leser</translation>
  </message>
  <message>
   <source>agree</source>
   <translation>einig</translation>
  </message>
  <message>
   <source>DISAGREE</source>
   <translation>UNEINIG</translation>
  </message>
  <message>
   <source>device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <source>program</source>
   <translation>Programm</translation>
  </message>
  <message>
   <source>platform</source>
   <translation>Plattform</translation>
  </message>
  <message>
   <source>generator</source>
   <translation>Generator</translation>
  </message>
  <message>
   <source>the program</source>
   <translation>das Programm</translation>
  </message>
  <message>
   <source>drafted, you confirm</source>
   <translation>entworfen, Sie bestätigen</translation>
  </message>
  <message>
   <source>you</source>
   <translation>Sie</translation>
  </message>
  <message>
   <source>Address of the post</source>
   <translation>Adresse des Beitrags</translation>
  </message>
  <message>
   <source>Archived copy of the post: its address, or the exhibit that holds it</source>
   <translation>Archivierte Kopie des Beitrags: ihre Adresse oder das Beweisstück, das sie enthält</translation>
  </message>
  <message>
   <source>Platform</source>
   <translation>Plattform</translation>
  </message>
  <message>
   <source>Account, as shown</source>
   <translation>Konto, wie gezeigt</translation>
  </message>
  <message>
   <source>Account's own number or handle, which outlives a change of name</source>
   <translation>Eigene Nummer oder Kennung des Kontos, die eine Umbenennung überdauert</translation>
  </message>
  <message>
   <source>Text of the post, word for word</source>
   <translation>Text des Beitrags, Wort für Wort</translation>
  </message>
  <message>
   <source>Caption or description of the clip, word for word</source>
   <translation>Beschriftung oder Beschreibung des Clips, Wort für Wort</translation>
  </message>
  <message>
   <source>Posted</source>
   <translation>Veröffentlicht</translation>
  </message>
  <message>
   <source>Seen by the desk</source>
   <translation>Von der Redaktion gesehen</translation>
  </message>
  <message>
   <source>Captured or downloaded by the desk</source>
   <translation>Von der Redaktion gesichert oder heruntergeladen</translation>
  </message>
  <message>
   <source>What captured it, with version and options</source>
   <translation>Womit gesichert, mit Version und Optionen</translation>
  </message>
  <message>
   <source>Label of the platform, words as shown</source>
   <translation>Kennzeichen der Plattform, Worte wie gezeigt</translation>
  </message>
  <message>
   <source>Screenshot of that label</source>
   <translation>Bildschirmfoto dieses Kennzeichens</translation>
  </message>
  <message>
   <source>Views, likes, shares at capture</source>
   <translation>Aufrufe, Zustimmungen, Weitergaben bei der Sicherung</translation>
  </message>
  <message>
   <source>Recorded, as the source says</source>
   <translation>Aufgenommen, wie die Quelle sagt</translation>
  </message>
  <message>
   <source>Place, as the source says</source>
   <translation>Ort, wie die Quelle sagt</translation>
  </message>
  <message>
   <source>Device, as the source says</source>
   <translation>Gerät, wie die Quelle sagt</translation>
  </message>
  <message>
   <source>Who shot it</source>
   <translation>Wer es aufnahm</translation>
  </message>
  <message>
   <source>Who sent it</source>
   <translation>Wer es sandte</translation>
  </message>
  <message>
   <source>How the source can be reached</source>
   <translation>Wie die Quelle erreicht werden kann</translation>
  </message>
  <message>
   <source>Contacts with the source: when, by whom, what was asked and answered</source>
   <translation>Kontakte mit der Quelle: wann, durch wen, was gefragt und geantwortet wurde</translation>
  </message>
  <message>
   <source>Willing to testify</source>
   <translation>Bereit auszusagen</translation>
  </message>
  <message>
   <source>Security restriction</source>
   <translation>Sicherheitsbeschränkung</translation>
  </message>
  <message>
   <source>Consent: to what, given when and how</source>
   <translation>Einwilligung: wozu, wann und wie gegeben</translation>
  </message>
  <message>
   <source>Rights and licence</source>
   <translation>Rechte und Lizenz</translation>
  </message>
  <message>
   <source>Graphic content</source>
   <translation>Verstörender Inhalt</translation>
  </message>
  <message>
   <source>Generation</source>
   <translation>Generation</translation>
  </message>
  <message>
   <source>Where the original is</source>
   <translation>Wo das Original ist</translation>
  </message>
  <message>
   <source>Edited, as the source says</source>
   <translation>Bearbeitet, wie die Quelle sagt</translation>
  </message>
  <message>
   <source>Seen elsewhere: where, when, by whom</source>
   <translation>Anderswo gesehen: wo, wann, von wem</translation>
  </message>
  <message>
   <source>Copy found, as an exhibit</source>
   <translation>Gefundene Kopie, als Beweisstück</translation>
  </message>
  <message>
   <source>Source asset, as an exhibit</source>
   <translation>Ausgangsmaterial, als Beweisstück</translation>
  </message>
  <message>
   <source>Source asset that is not in the case</source>
   <translation>Ausgangsmaterial, das nicht im Fall ist</translation>
  </message>
  <message>
   <source>Prompt, where it may lawfully be kept</source>
   <translation>Prompt, wo er rechtmäßig verwahrt werden darf</translation>
  </message>
  <message>
   <source>Model, product and version that made it, as the source says</source>
   <translation>Modell, Produkt und Version, womit es gemacht wurde, wie die Quelle sagt</translation>
  </message>
  <message>
   <source>copy</source>
   <translation>Kopie</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>unbekannt</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nein</translation>
  </message>
  <message>
   <source>not asked</source>
   <translation>nicht gefragt</translation>
  </message>
  <message>
   <source>no answer</source>
   <translation>keine Antwort</translation>
  </message>
 </context>
</TS>
