<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>assay</name>
  <message>
   <source>Reading what can be chosen</source>
   <translation>Auswahl wird gelesen</translation>
  </message>
  <message>
   <source>&amp;Take a pack in…</source>
   <translation>Paket &amp;aufnehmen…</translation>
  </message>
  <message>
   <source>&amp;Withdraw…</source>
   <translation>&amp;Zurückziehen…</translation>
  </message>
  <message>
   <source>&amp;Likelihood ratios…</source>
   <translation>&amp;Likelihood-Verhältnisse…</translation>
  </message>
  <message>
   <source>Calibration</source>
   <translation>Kalibrierung</translation>
  </message>
  <message>
   <source>Calibration packs that were taken into the case belong here.

Make or open a case.</source>
   <translation>Kalibrierungspakete, die in den Fall aufgenommen wurden, gehören hierher.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>A pack says for which footage it holds; outside of that it gives no ratio, and says why.</source>
   <translation>Ein Paket sagt, für welches Material es gilt; außerhalb davon gibt es kein Verhältnis und sagt, warum.</translation>
  </message>
  <message>
   <source>{id} is in force.</source>
   <translation>{id} ist in Kraft.</translation>
  </message>
  <message>
   <source>{id}: the pack is out of force.</source>
   <translation>{id}: Das Paket ist außer Kraft.</translation>
  </message>
  <message>
   <source>What every pack in force says of every examined exhibit.</source>
   <translation>Was jedes gültige Paket zu jedem untersuchten Beweisstück sagt.</translation>
  </message>
  <message>
   <source>Id</source>
   <translation>Id</translation>
  </message>
  <message>
   <source>Method</source>
   <translation>Verfahren</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <source>Signed by</source>
   <translation>Unterschrieben von</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>Grund</translation>
  </message>
  <message>
   <source>No pack is in force: every score stays a score.</source>
   <translation>Kein Paket ist in Kraft: Jeder Messwert bleibt ein Messwert.</translation>
  </message>
  <message>
   <source>Nothing.</source>
   <translation>Nichts.</translation>
  </message>
  <message>
   <source>Take a calibration pack in…</source>
   <translation>Kalibrierungspaket aufnehmen…</translation>
  </message>
  <message>
   <source>A pack that `assay validate` wrote, with its signature.</source>
   <translation>Ein Paket, das `assay validate` geschrieben hat, mit seiner Unterschrift.</translation>
  </message>
  <message>
   <source>Take in</source>
   <translation>Aufnehmen</translation>
  </message>
  <message>
   <source>Withdraw a pack…</source>
   <translation>Paket zurückziehen…</translation>
  </message>
  <message>
   <source>That it was in force stays in the log.</source>
   <translation>Dass es in Kraft war, bleibt im Protokoll.</translation>
  </message>
  <message>
   <source>Withdraw</source>
   <translation>Zurückziehen</translation>
  </message>
  <message>
   <source>Likelihood ratios…</source>
   <translation>Likelihood-Verhältnisse…</translation>
  </message>
  <message>
   <source>What every pack in force says of every examined exhibit, abstentions included.</source>
   <translation>Was jedes gültige Paket zu jedem untersuchten Beweisstück sagt, Enthaltungen eingeschlossen.</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>&amp;Pack</source>
   <translation>&amp;Paket</translation>
  </message>
  <message>
   <source>&amp;Signature</source>
   <translation>&amp;Unterschrift</translation>
  </message>
  <message>
   <source>&amp;Reason</source>
   <translation>&amp;Grund</translation>
  </message>
  <message>
   <source>whose it is, and why its population fits</source>
   <translation>wessen es ist und warum seine Grundgesamtheit passt</translation>
  </message>
  <message>
   <source>&amp;Add a model…</source>
   <translation>&amp;Modell hinzufügen…</translation>
  </message>
  <message>
   <source>&amp;Withdraw code…</source>
   <translation>Programmcode &amp;zurückziehen…</translation>
  </message>
  <message>
   <source>Other methods</source>
   <translation>Andere Verfahren</translation>
  </message>
  <message>
   <source>Methods that are not the program's own belong here.

Make or open a case.</source>
   <translation>Verfahren, die nicht zum Programm gehören, gehören hierher.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>Code of others runs only where the case allows it by its digest; a model of your own only when you ask for it. See also “Methods…” in the menu of the case.</source>
   <translation>Programmcode anderer läuft nur, wo der Fall ihn nach seiner Prüfsumme erlaubt; ein eigenes Modell nur, wenn Sie danach fragen. Siehe auch „Verfahren…“ im Menü des Falls.</translation>
  </message>
  <message>
   <source>From</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>SHA-256</source>
   <translation>SHA-256</translation>
  </message>
  <message>
   <source>By</source>
   <translation>Wodurch</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>What it is</source>
   <translation>Was es ist</translation>
  </message>
  <message>
   <source>A high score stands for</source>
   <translation>Ein hoher Wert steht für</translation>
  </message>
  <message>
   <source>Trained and tried on</source>
   <translation>Geübt und erprobt an</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <source>Limits</source>
   <translation>Grenzen</translation>
  </message>
  <message>
   <source>Known failures</source>
   <translation>Bekannte Fehlschläge</translation>
  </message>
  <message>
   <source>code of another package</source>
   <translation>Programmcode eines anderen Pakets</translation>
  </message>
  <message>
   <source>model of your own</source>
   <translation>eigenes Modell</translation>
  </message>
  <message>
   <source>on request</source>
   <translation>auf Anfrage</translation>
  </message>
  <message>
   <source>{name} is taken in; it runs only on request.</source>
   <translation>{name} ist aufgenommen; es läuft nur auf Anfrage.</translation>
  </message>
  <message>
   <source>{name} is off the list; what it measured stays.</source>
   <translation>{name} ist von der Liste; was es gemessen hat, bleibt.</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <source>Only methods of the program are used.</source>
   <translation>Nur Verfahren des Programms werden benutzt.</translation>
  </message>
  <message>
   <source>a model of your own is on no list of the case</source>
   <translation>ein eigenes Modell steht auf keiner Liste des Falls</translation>
  </message>
  <message>
   <source>Add a model of your own…</source>
   <translation>Eigenes Modell hinzufügen…</translation>
  </message>
  <message>
   <source>An ONNX file with its card in TOML, which says what it was tried on. It stays on this machine.</source>
   <translation>Eine ONNX-Datei mit ihrer Karte in TOML, die sagt, woran es erprobt wurde. Sie bleibt auf diesem Rechner.</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Withdraw code…</source>
   <translation>Programmcode zurückziehen…</translation>
  </message>
  <message>
   <source>Takes a method's code off the list of the case; what it measured stays.</source>
   <translation>Nimmt den Programmcode eines Verfahrens von der Liste des Falls; was er gemessen hat, bleibt.</translation>
  </message>
  <message>
   <source>It runs only when you ask for it.</source>
   <translation>Es läuft nur, wenn Sie danach fragen.</translation>
  </message>
  <message>
   <source>&amp;Card</source>
   <translation>&amp;Karte</translation>
  </message>
  <message>
   <source>&amp;Model</source>
   <translation>&amp;Modell</translation>
  </message>
  <message>
   <source>&amp;Correct…</source>
   <translation>&amp;Berichtigen…</translation>
  </message>
  <message>
   <source>&amp;Erase…</source>
   <translation>&amp;Löschen…</translation>
  </message>
  <message>
   <source>Re&amp;move an original…</source>
   <translation>&amp;Original entfernen…</translation>
  </message>
  <message>
   <source>&amp;Give up copies…</source>
   <translation>Kopien auf&amp;geben…</translation>
  </message>
  <message>
   <source>Corrections</source>
   <translation>Berichtigungen</translation>
  </message>
  <message>
   <source>What was said later of what the log holds belongs here.

Make or open a case.</source>
   <translation>Was später über Einträge des Protokolls gesagt wurde, gehört hierher.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>Corrections add: nothing that was recorded is edited. What a person stated can be erased lawfully; the log keeps a digest of it.</source>
   <translation>Berichtigungen kommen hinzu: Nichts, was verzeichnet ist, wird geändert. Was eine Person angab, kann rechtmäßig gelöscht werden; das Protokoll behält eine Prüfsumme davon.</translation>
  </message>
  <message>
   <source>Correction</source>
   <translation>Berichtigung</translation>
  </message>
  <message>
   <source>Of event</source>
   <translation>Zu Ereignis</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Wann</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>Wer</translation>
  </message>
  <message>
   <source>What is right</source>
   <translation>Was richtig ist</translation>
  </message>
  <message>
   <source>{id}: the event stays, and both are shown.</source>
   <translation>{id}: Das Ereignis bleibt, und beides wird gezeigt.</translation>
  </message>
  <message>
   <source>Erased. Copies, backups and packages that were made before are not reached.</source>
   <translation>Gelöscht. Kopien, Sicherungen und Pakete von früher werden davon nicht erreicht.</translation>
  </message>
  <message>
   <source>{id}: the original of {exhibit} is deleted.</source>
   <translation>{id}: Das Original von {exhibit} ist gelöscht.</translation>
  </message>
  <message>
   <source>{count} given up.</source>
   <translation>{count} aufgegeben.</translation>
  </message>
  <message>
   <source>Nothing was corrected.</source>
   <translation>Nichts wurde berichtigt.</translation>
  </message>
  <message>
   <source>{count} begun and not finished.</source>
   <translation>{count} begonnen und nicht beendet.</translation>
  </message>
  <message>
   <source>&amp;Event</source>
   <translation>&amp;Ereignis</translation>
  </message>
  <message>
   <source>What is &amp;right</source>
   <translation>Was &amp;richtig ist</translation>
  </message>
  <message>
   <source>E&amp;xhibit</source>
   <translation>Be&amp;weisstück</translation>
  </message>
  <message>
   <source>Correct what was recorded…</source>
   <translation>Verzeichnetes berichtigen…</translation>
  </message>
  <message>
   <source>Says that something recorded was wrong, and what is right. The event stays, and both are shown.</source>
   <translation>Sagt, dass etwas Verzeichnetes falsch war und was richtig ist. Das Ereignis bleibt, und beides wird gezeigt.</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>Eintragen</translation>
  </message>
  <message>
   <source>Erase what a person stated…</source>
   <translation>Angabe einer Person löschen…</translation>
  </message>
  <message>
   <source>Erases what was stated at an acquisition (A-0001), in a declaration (J-0001) or in a note (AN-0001). The log stays whole. This cannot be undone.</source>
   <translation>Löscht, was bei einer Übernahme (A-0001), in einer Erklärung (J-0001) oder in einer Notiz (AN-0001) angegeben wurde. Das Protokoll bleibt ganz. Das lässt sich nicht rückgängig machen.</translation>
  </message>
  <message>
   <source>Erase</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Remove an original…</source>
   <translation>Original entfernen…</translation>
  </message>
  <message>
   <source>Deletes the file of an exhibit as a recorded act; its digests and all that was measured stay. This cannot be undone.</source>
   <translation>Löscht die Datei eines Beweisstücks als verzeichneten Akt; seine Prüfsummen und alles Gemessene bleiben. Das lässt sich nicht rückgängig machen.</translation>
  </message>
  <message>
   <source>Delete the file</source>
   <translation>Datei löschen</translation>
  </message>
  <message>
   <source>Give up unfinished copies…</source>
   <translation>Unfertige Kopien aufgeben…</translation>
  </message>
  <message>
   <source>Copies that were begun are gone on with when the same file is added again; this gives them up.</source>
   <translation>Begonnene Kopien werden fortgesetzt, wenn dieselbe Datei noch einmal hinzugefügt wird; hiermit werden sie aufgegeben.</translation>
  </message>
  <message>
   <source>Give up</source>
   <translation>Aufgeben</translation>
  </message>
  <message>
   <source>copy</source>
   <translation>Kopie</translation>
  </message>
  <message>
   <source>copies</source>
   <translation>Kopien</translation>
  </message>
  <message>
   <source>&amp;Item</source>
   <translation>&amp;Eintrag</translation>
  </message>
  <message>
   <source>Ask to be enrolled…</source>
   <translation>Um Aufnahme bitten…</translation>
  </message>
  <message>
   <source>Makes a line with your name and your key. Whoever examines the case enrols you with it.</source>
   <translation>Macht eine Zeile mit Ihrem Namen und Ihrem Schlüssel. Wer den Fall untersucht, nimmt Sie damit auf.</translation>
  </message>
  <message>
   <source>Make the line</source>
   <translation>Zeile machen</translation>
  </message>
  <message>
   <source>Enrol a person…</source>
   <translation>Person aufnehmen…</translation>
  </message>
  <message>
   <source>Gives somebody the right to write to this case. They make the line with “Ask to be enrolled…” on a copy of it.</source>
   <translation>Gibt jemandem das Recht, in diesen Fall zu schreiben. Die Zeile macht die Person mit „Um Aufnahme bitten…“ auf einer Kopie des Falls.</translation>
  </message>
  <message>
   <source>Enrol</source>
   <translation>Aufnehmen</translation>
  </message>
  <message>
   <source>Revoke a key…</source>
   <translation>Schlüssel sperren…</translation>
  </message>
  <message>
   <source>Takes the right to write from the key that is marked. What it signed stays good, and it is never enrolled again.</source>
   <translation>Nimmt dem markierten Schlüssel das Recht zu schreiben. Was er unterschrieben hat, bleibt gültig, und er wird nie wieder aufgenommen.</translation>
  </message>
  <message>
   <source>Revoke</source>
   <translation>Sperren</translation>
  </message>
  <message>
   <source>&amp;Enrol a person…</source>
   <translation>&amp;Person aufnehmen…</translation>
  </message>
  <message>
   <source>&amp;Revoke…</source>
   <translation>&amp;Sperren…</translation>
  </message>
  <message>
   <source>&amp;Ask to be enrolled…</source>
   <translation>Um Aufnahme &amp;bitten…</translation>
  </message>
  <message>
   <source>People</source>
   <translation>Personen</translation>
  </message>
  <message>
   <source>Everybody who may write to the case belongs here, each with a key.

Make or open a case.</source>
   <translation>Alle, die in den Fall schreiben dürfen, gehören hierher, jede Person mit einem Schlüssel.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>Who may write to this case. Enrol a colleague before you hand the case over.</source>
   <translation>Wer in diesen Fall schreiben darf. Nehmen Sie eine Kollegin auf, bevor Sie ihr den Fall übergeben.</translation>
  </message>
  <message>
   <source>&amp;Offer the case…</source>
   <translation>Fall an&amp;bieten…</translation>
  </message>
  <message>
   <source>&amp;Accept…</source>
   <translation>&amp;Annehmen…</translation>
  </message>
  <message>
   <source>&amp;Refuse…</source>
   <translation>Ab&amp;lehnen…</translation>
  </message>
  <message>
   <source>Handovers</source>
   <translation>Übergaben</translation>
  </message>
  <message>
   <source>Who had the case, and who has it now, belongs here.

Make or open a case.</source>
   <translation>Wer den Fall hatte und wer ihn jetzt hat, gehört hierher.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>One examiner offers the case; the other reads every original again and counter-signs.</source>
   <translation>Wer untersucht, bietet den Fall an; die andere Person liest jedes Original noch einmal und zeichnet gegen.</translation>
  </message>
  <message>
   <source>Roles</source>
   <translation>Rollen</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>Schlüssel</translation>
  </message>
  <message>
   <source>Enrolled</source>
   <translation>Aufgenommen</translation>
  </message>
  <message>
   <source>Revoked</source>
   <translation>Gesperrt</translation>
  </message>
  <message>
   <source>{name} may write to the case. Compare the key id with what its owner tells you.</source>
   <translation>{name} darf in den Fall schreiben. Vergleichen Sie die Schlüsselkennung mit dem, was die Person Ihnen sagt.</translation>
  </message>
  <message>
   <source>Handover</source>
   <translation>Übergabe</translation>
  </message>
  <message>
   <source>Offered</source>
   <translation>Angeboten</translation>
  </message>
  <message>
   <source>To</source>
   <translation>Bis</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <source>Nobody else is enrolled: enrol the recipient first, on the page “People”.</source>
   <translation>Sonst ist niemand aufgenommen: Nehmen Sie zuerst die Empfängerin auf, auf der Seite „Personen“.</translation>
  </message>
  <message>
   <source>Compare a key id with the one that its owner tells you by another way.</source>
   <translation>Vergleichen Sie eine Schlüsselkennung mit der, die Ihnen die Person auf anderem Weg sagt.</translation>
  </message>
  <message>
   <source>Send this line to an examiner of the case. It is no secret.</source>
   <translation>Schicken Sie diese Zeile jemandem, der den Fall untersucht. Sie ist nicht geheim.</translation>
  </message>
  <message>
   <source>{name} may not write to the case any more; what was signed before stays good.</source>
   <translation>{name} darf nicht mehr in den Fall schreiben; was vorher unterschrieben wurde, bleibt gültig.</translation>
  </message>
  <message>
   <source>{id} is offered. The recipient accepts it with their own key.</source>
   <translation>{id} ist angeboten. Die andere Person nimmt mit ihrem eigenen Schlüssel an.</translation>
  </message>
  <message>
   <source>{id}: everything was read again and you have custody of the case.</source>
   <translation>{id}: Alles wurde noch einmal gelesen, und Sie haben den Fall in Verwahrung.</translation>
  </message>
  <message>
   <source>{id} is refused; custody stays where it was.</source>
   <translation>{id} ist abgelehnt; die Verwahrung bleibt, wo sie war.</translation>
  </message>
  <message>
   <source>Their re&amp;quest</source>
   <translation>&amp;Anfrage der Person</translation>
  </message>
  <message>
   <source>R&amp;oles</source>
   <translation>R&amp;ollen</translation>
  </message>
  <message>
   <source>The case was never handed over.</source>
   <translation>Der Fall wurde nie übergeben.</translation>
  </message>
  <message>
   <source>&amp;To</source>
   <translation>A&amp;n</translation>
  </message>
  <message>
   <source>Hand the case over…</source>
   <translation>Fall übergeben…</translation>
  </message>
  <message>
   <source>Offers all that the case holds to another examiner of it. Only who has custody can.</source>
   <translation>Bietet alles, was der Fall enthält, einer anderen Person an, die in ihm untersucht. Das kann nur, wer ihn verwahrt.</translation>
  </message>
  <message>
   <source>Offer</source>
   <translation>Anbieten</translation>
  </message>
  <message>
   <source>Accept a handover…</source>
   <translation>Übergabe annehmen…</translation>
  </message>
  <message>
   <source>Reads every original again, compares it with what was offered, and counter-signs with your key.</source>
   <translation>Liest jedes Original noch einmal, vergleicht es mit dem Angebotenen und zeichnet mit Ihrem Schlüssel gegen.</translation>
  </message>
  <message>
   <source>Accept</source>
   <translation>Annehmen</translation>
  </message>
  <message>
   <source>Refuse a handover…</source>
   <translation>Übergabe ablehnen…</translation>
  </message>
  <message>
   <source>Custody stays where it was.</source>
   <translation>Die Verwahrung bleibt, wo sie war.</translation>
  </message>
  <message>
   <source>Refuse</source>
   <translation>Ablehnen</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nein</translation>
  </message>
  <message>
   <source>the line that they sent you</source>
   <translation>die Zeile, die Sie bekommen haben</translation>
  </message>
  <message>
   <source>revoked</source>
   <translation>gesperrt</translation>
  </message>
  <message>
   <source>in force</source>
   <translation>in Kraft</translation>
  </message>
  <message>
   <source>nobody</source>
   <translation>niemand</translation>
  </message>
  <message>
   <source>&amp;Enter what left…</source>
   <translation>&amp;Eintragen, was hinausging…</translation>
  </message>
  <message>
   <source>&amp;Correct or retract…</source>
   <translation>&amp;Berichtigen oder widerrufen…</translation>
  </message>
  <message>
   <source>Editor's &amp;decision…</source>
   <translation>&amp;Entscheidung der Redaktion…</translation>
  </message>
  <message>
   <source>Published</source>
   <translation>Veröffentlicht</translation>
  </message>
  <message>
   <source>What left the desk on this case belongs here, with what was corrected or retracted.

Make or open a case.</source>
   <translation>Was zu diesem Fall hinausging, gehört hierher, mit Berichtigungen und Widerrufen.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>Kept word for word with where it stood. A correction or retraction is an entry of its own.</source>
   <translation>Wort für Wort behalten, mit dem Ort, an dem es stand. Eine Berichtigung oder ein Widerruf ist ein eigener Eintrag.</translation>
  </message>
  <message>
   <source>Entry</source>
   <translation>Eintrag</translation>
  </message>
  <message>
   <source>About</source>
   <translation>Worüber</translation>
  </message>
  <message>
   <source>Left the desk</source>
   <translation>Hinausgegangen</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>Wo</translation>
  </message>
  <message>
   <source>Exhibit</source>
   <translation>Beweisstück</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>Entered</source>
   <translation>Eingetragen</translation>
  </message>
  <message>
   <source>{id} is entered; it is never edited.</source>
   <translation>{id} ist eingetragen und wird nie geändert.</translation>
  </message>
  <message>
   <source>{id}: recorded, apart from everything forensic.</source>
   <translation>{id}: verzeichnet, getrennt von allem Forensischen.</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>Nothing was entered as having left the desk.</source>
   <translation>Nichts ist als hinausgegangen eingetragen.</translation>
  </message>
  <message>
   <source>&amp;Kind</source>
   <translation>&amp;Art</translation>
  </message>
  <message>
   <source>&amp;Text</source>
   <translation>&amp;Text</translation>
  </message>
  <message>
   <source>&amp;When</source>
   <translation>&amp;Wann</translation>
  </message>
  <message>
   <source>W&amp;here</source>
   <translation>W&amp;o</translation>
  </message>
  <message>
   <source>&amp;Decision</source>
   <translation>Ent&amp;scheidung</translation>
  </message>
  <message>
   <source>&amp;Because</source>
   <translation>&amp;Weil</translation>
  </message>
  <message>
   <source>Enter what left the desk…</source>
   <translation>Eintragen, was hinausging…</translation>
  </message>
  <message>
   <source>A published text, a report or a label, word for word.</source>
   <translation>Ein veröffentlichter Text, ein Bericht oder ein Hinweis, Wort für Wort.</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>Eintragen</translation>
  </message>
  <message>
   <source>Correct or retract…</source>
   <translation>Berichtigen oder widerrufen…</translation>
  </message>
  <message>
   <source>A new entry about the one that is marked; that one stays as it is.</source>
   <translation>Ein neuer Eintrag zum markierten; dieser bleibt, wie er ist.</translation>
  </message>
  <message>
   <source>Editor's decision…</source>
   <translation>Entscheidung der Redaktion…</translation>
  </message>
  <message>
   <source>For publication, on the newsroom scale. It is no forensic result, and nothing in the report rests on it.</source>
   <translation>Für die Veröffentlichung, auf der Skala der Redaktion. Sie ist kein forensisches Ergebnis, und nichts im Bericht stützt sich darauf.</translation>
  </message>
  <message>
   <source>word for word</source>
   <translation>Wort für Wort</translation>
  </message>
  <message>
   <source>an address, a programme, a recipient</source>
   <translation>eine Adresse, eine Sendung, ein Empfänger</translation>
  </message>
  <message>
   <source>the whole case</source>
   <translation>der ganze Fall</translation>
  </message>
  <message>
   <source>Re&amp;port</source>
   <translation>Be&amp;richt</translation>
  </message>
  <message>
   <source>the report that it rests on</source>
   <translation>der Bericht, auf den es sich stützt</translation>
  </message>
  <message>
   <source>Times that fit a &amp;shadow…</source>
   <translation>Zeiten, die zu einem &amp;Schatten passen…</translation>
  </message>
  <message>
   <source>Shadow in a &amp;frame…</source>
   <translation>Schatten im &amp;Bild…</translation>
  </message>
  <message>
   <source>&amp;Clock on screen…</source>
   <translation>&amp;Uhr im Bild…</translation>
  </message>
  <message>
   <source>&amp;Where the sun stands…</source>
   <translation>&amp;Wo die Sonne steht…</translation>
  </message>
  <message>
   <source>&amp;Hum against a log…</source>
   <translation>&amp;Brummen gegen ein Protokoll…</translation>
  </message>
  <message>
   <source>Common &amp;time…</source>
   <translation>Gemeinsame &amp;Zeit…</translation>
  </message>
  <message>
   <source>Calculations</source>
   <translation>Berechnungen</translation>
  </message>
  <message>
   <source>What was calculated from what is seen and heard belongs here: sun, shadows, clocks, hum, a common time.

Make or open a case.</source>
   <translation>Was aus Gesehenem und Gehörtem berechnet wurde, gehört hierher: Sonne, Schatten, Uhren, Brummen, eine gemeinsame Zeit.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>Each is kept with what was given and its uncertainty, so that anybody can do it again.</source>
   <translation>Jede wird mit dem Gegebenen und ihrer Unsicherheit behalten, damit alle sie nachrechnen können.</translation>
  </message>
  <message>
   <source>{count} laid on each other.</source>
   <translation>{count} aufeinander gelegt.</translation>
  </message>
  <message>
   <source>{ids} kept.</source>
   <translation>{ids} behalten.</translation>
  </message>
  <message>
   <source>{id} kept.</source>
   <translation>{id} behalten.</translation>
  </message>
  <message>
   <source>Nothing is kept.</source>
   <translation>Nichts wird behalten.</translation>
  </message>
  <message>
   <source>&amp;Note</source>
   <translation>&amp;Notiz</translation>
  </message>
  <message>
   <source>No two exhibits could be laid on each other. That shows nothing about where they are from.</source>
   <translation>Keine zwei Beweisstücke ließen sich aufeinander legen. Das zeigt nichts darüber, woher sie kommen.</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>No calculation is kept yet.</source>
   <translation>Noch ist keine Berechnung behalten.</translation>
  </message>
  <message>
   <source>{given} is not {count} numbers</source>
   <translation>{given}: das sind nicht {count} Zahlen</translation>
  </message>
  <message>
   <source>&amp;Latitude</source>
   <translation>&amp;Breite</translation>
  </message>
  <message>
   <source>L&amp;ongitude</source>
   <translation>L&amp;änge</translation>
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
   <source>In seconds of {clip}:</source>
   <translation>In Sekunden von {clip}:</translation>
  </message>
  <message>
   <source>Times that fit a shadow…</source>
   <translation>Zeiten, die zu einem Schatten passen…</translation>
  </message>
  <message>
   <source>Which times fit a shadow seen in the exhibit: give height and length of the shadow, or the sun's elevation, or where the shadow points.</source>
   <translation>Welche Zeiten zu einem Schatten im Beweisstück passen: Geben Sie Höhe und Länge des Schattens an, oder die Höhe der Sonne, oder wohin der Schatten zeigt.</translation>
  </message>
  <message>
   <source>Calculate and keep</source>
   <translation>Berechnen und behalten</translation>
  </message>
  <message>
   <source>Shadow in a frame…</source>
   <translation>Schatten im Bild…</translation>
  </message>
  <message>
   <source>The sun's elevation from an upright object and its shadow, in pixels from the upper left of a frame.</source>
   <translation>Die Höhe der Sonne aus einem aufrechten Gegenstand und seinem Schatten, in Pixeln von links oben eines Bildes.</translation>
  </message>
  <message>
   <source>Clock on screen…</source>
   <translation>Uhr im Bild…</translation>
  </message>
  <message>
   <source>How a clock that is seen in the exhibit runs against the recording.</source>
   <translation>Wie eine Uhr, die im Beweisstück zu sehen ist, gegen die Aufnahme läuft.</translation>
  </message>
  <message>
   <source>Where the sun stands…</source>
   <translation>Wo die Sonne steht…</translation>
  </message>
  <message>
   <source>At a place and a time. Nothing is kept.</source>
   <translation>An einem Ort zu einer Zeit. Nichts wird behalten.</translation>
  </message>
  <message>
   <source>Calculate</source>
   <translation>Berechnen</translation>
  </message>
  <message>
   <source>Hum against a log…</source>
   <translation>Brummen gegen ein Protokoll…</translation>
  </message>
  <message>
   <source>Holds the hum of the exhibit, as its examination measured it, against a log of the grid's frequency. The program brings no log.</source>
   <translation>Hält das Brummen des Beweisstücks, wie seine Untersuchung es gemessen hat, gegen ein Protokoll der Netzfrequenz. Das Programm bringt kein Protokoll mit.</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>Common time of clips…</source>
   <translation>Gemeinsame Zeit von Clips…</translation>
  </message>
  <message>
   <source>Lays clips of one event on a common time by their sound, and silent copies by their pictures.</source>
   <translation>Legt Clips eines Ereignisses durch ihren Ton auf eine gemeinsame Zeit, stumme Kopien durch ihre Bilder.</translation>
  </message>
  <message>
   <source>Write decimals with a point, and a space between numbers.</source>
   <translation>Schreiben Sie Dezimalzahlen mit Punkt und eine Leerstelle zwischen Zahlen.</translation>
  </message>
  <message>
   <source>degrees north</source>
   <translation>Grad Nord</translation>
  </message>
  <message>
   <source>degrees east</source>
   <translation>Grad Ost</translation>
  </message>
  <message>
   <source>value and uncertainty</source>
   <translation>Wert und Unsicherheit</translation>
  </message>
  <message>
   <source>&amp;From</source>
   <translation>&amp;Von</translation>
  </message>
  <message>
   <source>&amp;Height</source>
   <translation>&amp;Höhe</translation>
  </message>
  <message>
   <source>of an upright object, and its uncertainty</source>
   <translation>eines aufrechten Gegenstands, und ihre Unsicherheit</translation>
  </message>
  <message>
   <source>Sh&amp;adow</source>
   <translation>Sch&amp;atten</translation>
  </message>
  <message>
   <source>its length on level ground, and its uncertainty</source>
   <translation>seine Länge auf ebenem Boden, und ihre Unsicherheit</translation>
  </message>
  <message>
   <source>&amp;Elevation</source>
   <translation>Sonnen&amp;höhe</translation>
  </message>
  <message>
   <source>instead: degrees, and their uncertainty</source>
   <translation>stattdessen: Grad, und ihre Unsicherheit</translation>
  </message>
  <message>
   <source>&amp;Bearing</source>
   <translation>&amp;Richtung</translation>
  </message>
  <message>
   <source>of the shadow, degrees from true north</source>
   <translation>des Schattens, Grad von geografisch Nord</translation>
  </message>
  <message>
   <source>&amp;Foot</source>
   <translation>&amp;Fuß</translation>
  </message>
  <message>
   <source>&amp;Top</source>
   <translation>&amp;Oberes Ende</translation>
  </message>
  <message>
   <source>T&amp;ip of the shadow</source>
   <translation>S&amp;pitze des Schattens</translation>
  </message>
  <message>
   <source>&amp;Horizon</source>
   <translation>&amp;Horizont</translation>
  </message>
  <message>
   <source>its row, and the uncertainty</source>
   <translation>seine Zeile, und die Unsicherheit</translation>
  </message>
  <message>
   <source>Focal &amp;length</source>
   <translation>&amp;Brennweite</translation>
  </message>
  <message>
   <source>in pixels, and its uncertainty</source>
   <translation>in Pixeln, und ihre Unsicherheit</translation>
  </message>
  <message>
   <source>&amp;Middle of the uncropped frame</source>
   <translation>&amp;Mitte des unbeschnittenen Bildes</translation>
  </message>
  <message>
   <source>&amp;Uncertainty of a point</source>
   <translation>&amp;Unsicherheit eines Punktes</translation>
  </message>
  <message>
   <source>&amp;Readings</source>
   <translation>&amp;Ablesungen</translation>
  </message>
  <message>
   <source>&amp;Step of the clock</source>
   <translation>&amp;Schritt der Uhr</translation>
  </message>
  <message>
   <source>&amp;Time</source>
   <translation>&amp;Zeit</translation>
  </message>
  <message>
   <source>&amp;Log</source>
   <translation>&amp;Protokoll</translation>
  </message>
  <message>
   <source>&amp;Source</source>
   <translation>&amp;Quelle</translation>
  </message>
  <message>
   <source>&amp;Had on</source>
   <translation>&amp;Beschafft am</translation>
  </message>
  <message>
   <source>&amp;Keep</source>
   <translation>&amp;Behalten</translation>
  </message>
  <message>
   <source>pixels</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <source>One a line: seconds of the recording = what the clock shows.</source>
   <translation>Eine je Zeile: Sekunden der Aufnahme = was die Uhr zeigt.</translation>
  </message>
  <message>
   <source>seconds</source>
   <translation>Sekunden</translation>
  </message>
  <message>
   <source>CSV: time with zone, hertz</source>
   <translation>CSV: Zeit mit Zone, Hertz</translation>
  </message>
  <message>
   <source>who measured it, and where it was had</source>
   <translation>wer es gemessen hat und woher es ist</translation>
  </message>
  <message>
   <source>in the case, as a calculation</source>
   <translation>im Fall, als Berechnung</translation>
  </message>
  <message>
   <source>None ticked: all.</source>
   <translation>Nichts angekreuzt: alle.</translation>
  </message>
  <message>
   <source>in the case, as calculations</source>
   <translation>im Fall, als Berechnungen</translation>
  </message>
  <message>
   <source>Replay…</source>
   <translation>Wiederholen…</translation>
  </message>
  <message>
   <source>Runs every examination again from the originals and compares every result. It is recorded, and stands in the report.</source>
   <translation>Führt jede Untersuchung von den Originalen her noch einmal aus und vergleicht jedes Ergebnis. Das wird verzeichnet und steht im Bericht.</translation>
  </message>
  <message>
   <source>Replay</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <source>Replay a package…</source>
   <translation>Paket wiederholen…</translation>
  </message>
  <message>
   <source>Checks a package that somebody gave you and runs its examinations again on this machine. Nothing is recorded, and nothing of it is left behind.</source>
   <translation>Prüft ein Paket, das Ihnen jemand gab, und führt seine Untersuchungen auf diesem Rechner noch einmal aus. Nichts wird verzeichnet, und nichts davon bleibt zurück.</translation>
  </message>
  <message>
   <source>Check and replay</source>
   <translation>Prüfen und wiederholen</translation>
  </message>
  <message>
   <source>Self-test…</source>
   <translation>Selbsttest…</translation>
  </message>
  <message>
   <source>Runs all methods on footage made on the spot whose truth is known. The outcome is taken into the case, and its reports print it.</source>
   <translation>Führt alle Verfahren an Material aus, das hier gemacht wird und dessen Wahrheit bekannt ist. Das Ergebnis kommt in den Fall, und seine Berichte drucken es.</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>Ausführen</translation>
  </message>
  <message>
   <source>Examine with parameters…</source>
   <translation>Mit Parametern untersuchen…</translation>
  </message>
  <message>
   <source>Measures the exhibit again with other parameters. They are named in the examination, and a replay uses them too.</source>
   <translation>Misst das Beweisstück noch einmal mit anderen Parametern. Sie stehen in der Untersuchung, und eine Wiederholung nimmt sie auch.</translation>
  </message>
  <message>
   <source>Examine</source>
   <translation>Untersuchen</translation>
  </message>
  <message>
   <source>No result differs from those that the case holds.</source>
   <translation>Kein Ergebnis weicht von denen ab, die der Fall enthält.</translation>
  </message>
  <message>
   <source>{count} from those that the case holds.</source>
   <translation>{count} von denen ab, die der Fall enthält.</translation>
  </message>
  <message>
   <source>{passed} of {all} checks passed.</source>
   <translation>{passed} von {all} Prüfungen bestanden.</translation>
  </message>
  <message>
   <source>{id} is {outcome}: {count}.</source>
   <translation>{id} ist {outcome}: {count}.</translation>
  </message>
  <message>
   <source>&amp;Parameters</source>
   <translation>&amp;Parameter</translation>
  </message>
  <message>
   <source>Methods on re&amp;quest</source>
   <translation>Verfahren auf An&amp;frage</translation>
  </message>
  <message>
   <source>&amp;Second readers</source>
   <translation>&amp;Zweite Leser</translation>
  </message>
  <message>
   <source>result differs</source>
   <translation>Ergebnis weicht</translation>
  </message>
  <message>
   <source>results differ</source>
   <translation>Ergebnisse weichen</translation>
  </message>
  <message>
   <source>&amp;Report into</source>
   <translation>&amp;Bericht nach</translation>
  </message>
  <message>
   <source>&amp;Package</source>
   <translation>&amp;Paket</translation>
  </message>
  <message>
   <source>{line} names no value</source>
   <translation>{line} nennt keinen Wert</translation>
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
   <source>programs that read the tags too, such as exiftool</source>
   <translation>Programme, die die Tags auch lesen, etwa exiftool</translation>
  </message>
  <message>
   <source>empty: no report of the replay alone</source>
   <translation>leer: kein Bericht der Wiederholung allein</translation>
  </message>
  <message>
   <source>a ZIP; of a folder, its path</source>
   <translation>ein ZIP; von einem Ordner sein Pfad</translation>
  </message>
  <message>
   <source>empty: no report</source>
   <translation>leer: kein Bericht</translation>
  </message>
  <message>
   <source>passed</source>
   <translation>bestanden</translation>
  </message>
  <message>
   <source>NOT PASSED</source>
   <translation>NICHT BESTANDEN</translation>
  </message>
  <message>
   <source>One a line. There are: {known}.</source>
   <translation>Einer je Zeile. Es gibt: {known}.</translation>
  </message>
  <message>
   <source>&amp;Ask for a seal…</source>
   <translation>&amp;Siegel erbitten…</translation>
  </message>
  <message>
   <source>Ask for a s&amp;tamp…</source>
   <translation>Stem&amp;pel erbitten…</translation>
  </message>
  <message>
   <source>&amp;Complete stamps…</source>
   <translation>Stempel &amp;vervollständigen…</translation>
  </message>
  <message>
   <source>&amp;Block header…</source>
   <translation>&amp;Blockkopf…</translation>
  </message>
  <message>
   <source>&amp;Export…</source>
   <translation>&amp;Ausführen…</translation>
  </message>
  <message>
   <source>Seals</source>
   <translation>Siegel</translation>
  </message>
  <message>
   <source>Time stamps over the custody log belong here: they show that it stood so at a time.

Make or open a case.</source>
   <translation>Zeitstempel über das Protokoll gehören hierher: Sie zeigen, dass es zu einer Zeit so stand.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>A seal needs the network: only the digest of the log's head is sent, never anything of the footage.</source>
   <translation>Ein Siegel braucht das Netz: Gesendet wird nur die Prüfsumme vom Kopf des Protokolls, nie etwas vom Material.</translation>
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
   <source>{count} obtained.</source>
   <translation>{count} erhalten.</translation>
  </message>
  <message>
   <source>{count} came after the last sealed head.</source>
   <translation>{count} kamen nach dem letzten besiegelten Kopf.</translation>
  </message>
  <message>
   <source>No seal covers the log yet.</source>
   <translation>Noch deckt kein Siegel das Protokoll.</translation>
  </message>
  <message>
   <source>{words} The wish stays recorded; ask again later.</source>
   <translation>{words} Der Wunsch bleibt verzeichnet; bitten Sie später noch einmal.</translation>
  </message>
  <message>
   <source>{id} is kept.</source>
   <translation>{id} ist behalten.</translation>
  </message>
  <message>
   <source>The proof is written.</source>
   <translation>Der Nachweis ist geschrieben.</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>Gemacht</translation>
  </message>
  <message>
   <source>Seal</source>
   <translation>Siegel</translation>
  </message>
  <message>
   <source>Authority</source>
   <translation>Stelle</translation>
  </message>
  <message>
   <source>Time that it states</source>
   <translation>Zeit, die es angibt</translation>
  </message>
  <message>
   <source>SHA-256 of the token</source>
   <translation>SHA-256 des Tokens</translation>
  </message>
  <message>
   <source>Stamp</source>
   <translation>Stempel</translation>
  </message>
  <message>
   <source>Calendar</source>
   <translation>Kalender</translation>
  </message>
  <message>
   <source>Obtained</source>
   <translation>Erhalten</translation>
  </message>
  <message>
   <source>Completes</source>
   <translation>Vervollständigt</translation>
  </message>
  <message>
   <source>Leads to</source>
   <translation>Führt zu</translation>
  </message>
  <message>
   <source>name, address and certificates go together</source>
   <translation>Name, Adresse und Zertifikate gehören zusammen</translation>
  </message>
  <message>
   <source>proofs</source>
   <translation>Nachweise</translation>
  </message>
  <message>
   <source>proof</source>
   <translation>Nachweis</translation>
  </message>
  <message>
   <source>Ask for a seal…</source>
   <translation>Siegel erbitten…</translation>
  </message>
  <message>
   <source>Asks the time-stamp authorities of this case (RFC 3161) over the network. Name one the first time; it is asked from then on.</source>
   <translation>Fragt die Zeitstempelstellen dieses Falls (RFC 3161) über das Netz. Nennen Sie beim ersten Mal eine; von da an wird sie gefragt.</translation>
  </message>
  <message>
   <source>Ask now</source>
   <translation>Jetzt fragen</translation>
  </message>
  <message>
   <source>Ask for a stamp…</source>
   <translation>Stempel erbitten…</translation>
  </message>
  <message>
   <source>Asks OpenTimestamps calendars over the network; the proof is complete hours later.</source>
   <translation>Fragt OpenTimestamps-Kalender über das Netz; der Nachweis ist Stunden später vollständig.</translation>
  </message>
  <message>
   <source>Complete stamps…</source>
   <translation>Stempel vervollständigen…</translation>
  </message>
  <message>
   <source>Asks the calendars over the network for what they promised.</source>
   <translation>Fragt die Kalender über das Netz nach dem, was sie versprochen haben.</translation>
  </message>
  <message>
   <source>Bring a block header…</source>
   <translation>Blockkopf bringen…</translation>
  </message>
  <message>
   <source>Stamps lead to a Bitcoin block; bring its header from where you trust it. Nothing is fetched.</source>
   <translation>Stempel führen zu einem Bitcoin-Block; bringen Sie seinen Kopf von dort, wo Sie vertrauen. Nichts wird geholt.</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Export a seal…</source>
   <translation>Siegel ausführen…</translation>
  </message>
  <message>
   <source>Writes head, proof and certificates as openssl and ots read them.</source>
   <translation>Schreibt Kopf, Nachweis und Zertifikate, wie openssl und ots sie lesen.</translation>
  </message>
  <message>
   <source>Write</source>
   <translation>Schreiben</translation>
  </message>
  <message>
   <source>{name} holds no certificates that can be read</source>
   <translation>{name} enthält keine lesbaren Zertifikate</translation>
  </message>
  <message>
   <source>Fill all three, or leave them empty.</source>
   <translation>Füllen Sie alle drei aus, oder lassen Sie sie leer.</translation>
  </message>
  <message>
   <source>the height is a whole number and the header is hexadecimal</source>
   <translation>Die Höhe ist eine ganze Zahl, und der Kopf ist hexadezimal</translation>
  </message>
  <message>
   <source>A header has 160 digits.</source>
   <translation>Ein Kopf hat 160 Ziffern.</translation>
  </message>
  <message>
   <source>&amp;Name of an authority</source>
   <translation>&amp;Name einer Stelle</translation>
  </message>
  <message>
   <source>A&amp;ddress</source>
   <translation>A&amp;dresse</translation>
  </message>
  <message>
   <source>&amp;Certificates</source>
   <translation>&amp;Zertifikate</translation>
  </message>
  <message>
   <source>&amp;Calendar</source>
   <translation>&amp;Kalender</translation>
  </message>
  <message>
   <source>&amp;Height of the block</source>
   <translation>&amp;Höhe des Blocks</translation>
  </message>
  <message>
   <source>&amp;Header</source>
   <translation>&amp;Kopf</translation>
  </message>
  <message>
   <source>&amp;Folder</source>
   <translation>&amp;Ordner</translation>
  </message>
  <message>
   <source>empty: those that the case has</source>
   <translation>leer: die der Fall kennt</translation>
  </message>
  <message>
   <source>PEM file with its root</source>
   <translation>PEM-Datei mit ihrer Wurzel</translation>
  </message>
  <message>
   <source>160 hexadecimal digits</source>
   <translation>160 hexadezimale Ziffern</translation>
  </message>
  <message>
   <source>a node of your own, a web page</source>
   <translation>ein eigener Knoten, eine Webseite</translation>
  </message>
  <message>
   <source>Final report…</source>
   <translation>Endgültiger Bericht…</translation>
  </message>
  <message>
   <source>Verifies the whole case, freezes its report, signs the PDF (PAdES) and records its digest. It is refused while an objection of the board is not answered.</source>
   <translation>Prüft den ganzen Fall, friert seinen Bericht ein, unterschreibt das PDF (PAdES) und verzeichnet seine Prüfsumme. Er wird verweigert, solange ein Einwand der Tafel unbeantwortet ist.</translation>
  </message>
  <message>
   <source>Sign and write</source>
   <translation>Unterschreiben und schreiben</translation>
  </message>
  <message>
   <source>Newsroom cards…</source>
   <translation>Redaktionskarten…</translation>
  </message>
  <message>
   <source>One page in plain words of each exhibit, for a desk that must decide today.</source>
   <translation>Eine Seite in klaren Worten zu jedem Beweisstück, für eine Redaktion, die heute entscheiden muss.</translation>
  </message>
  <message>
   <source>Draft of a certificate…</source>
   <translation>Entwurf einer Bescheinigung…</translation>
  </message>
  <message>
   <source>A draft for a lawyer of what a court asks for with digital evidence, filled with what the log holds.</source>
   <translation>Ein Entwurf für eine Anwältin von dem, was ein Gericht bei digitalen Beweisen verlangt, gefüllt mit dem, was das Protokoll enthält.</translation>
  </message>
  <message>
   <source>Disclosure version…</source>
   <translation>Offenlegungsfassung…</translation>
  </message>
  <message>
   <source>The report with named texts and pictures taken out, each with its reason, tied to the digest of the whole report.</source>
   <translation>Der Bericht, aus dem benannte Texte und Bilder herausgenommen sind, jeweils mit Grund, gebunden an die Prüfsumme des ganzen Berichts.</translation>
  </message>
  <message>
   <source>Package…</source>
   <translation>Paket…</translation>
  </message>
  <message>
   <source>Packs originals, reports, custody log and proofs for another desk, a court or the other side. It holds verify.py, which checks all of it with nothing but Python.</source>
   <translation>Packt Originale, Berichte, Protokoll und Nachweise für eine andere Redaktion, ein Gericht oder die Gegenseite. Es enthält verify.py, das alles davon allein mit Python prüft.</translation>
  </message>
  <message>
   <source>Pack</source>
   <translation>Packen</translation>
  </message>
  <message>
   <source>Import a package…</source>
   <translation>Paket einführen…</translation>
  </message>
  <message>
   <source>Makes a case of a package, with all its history. Every file, row, event and signature is checked first; the log goes on under your key.</source>
   <translation>Macht aus einem Paket einen Fall mit seiner ganzen Geschichte. Jede Datei, jede Zeile, jedes Ereignis und jede Unterschrift wird zuerst geprüft; das Protokoll geht unter Ihrem Schlüssel weiter.</translation>
  </message>
  <message>
   <source>Check and import</source>
   <translation>Prüfen und einführen</translation>
  </message>
  <message>
   <source>Add a folder…</source>
   <translation>Ordner hinzufügen…</translation>
  </message>
  <message>
   <source>Copies every file of a folder into the case and records its structure. What cannot be taken is named with its reason. Examine the new exhibits afterwards.</source>
   <translation>Kopiert jede Datei eines Ordners in den Fall und verzeichnet seinen Aufbau. Was nicht übernommen werden kann, wird mit Grund genannt. Untersuchen Sie die neuen Beweisstücke danach.</translation>
  </message>
  <message>
   <source>Make an earlier report again…</source>
   <translation>Früheren Bericht noch einmal machen…</translation>
  </message>
  <message>
   <source>Makes the report of an earlier head of the log again, byte for byte, to be compared with the one that was given.</source>
   <translation>Macht den Bericht eines früheren Kopfs des Protokolls noch einmal, Byte für Byte, zum Vergleich mit dem, der herausgegeben wurde.</translation>
  </message>
  <message>
   <source>The final report {id} is verified, frozen and signed.</source>
   <translation>Der endgültige Bericht {id} ist geprüft, eingefroren und unterschrieben.</translation>
  </message>
  <message>
   <source>Package</source>
   <translation>Paket</translation>
  </message>
  <message>
   <source>SHA-256 of tagmanifest-sha256.txt</source>
   <translation>SHA-256 von tagmanifest-sha256.txt</translation>
  </message>
  <message>
   <source>Head</source>
   <translation>Kopf</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Not in it</source>
   <translation>Nicht darin</translation>
  </message>
  <message>
   <source>{id} is packed. Tell the recipient this digest by another way than the package goes.</source>
   <translation>{id} ist gepackt. Sagen Sie der Empfängerin diese Prüfsumme auf einem anderen Weg, als das Paket nimmt.</translation>
  </message>
  <message>
   <source>Case</source>
   <translation>Fall</translation>
  </message>
  <message>
   <source>Packed by</source>
   <translation>Gepackt von</translation>
  </message>
  <message>
   <source>Without original</source>
   <translation>Ohne Original</translation>
  </message>
  <message>
   <source>Problems</source>
   <translation>Probleme</translation>
  </message>
  <message>
   <source>The case {name} is made. Compare the digest with what the sender tells you.</source>
   <translation>Der Fall {name} ist angelegt. Vergleichen Sie die Prüfsumme mit der, die Ihnen der Absender sagt.</translation>
  </message>
  <message>
   <source>{count} taken from {name}.</source>
   <translation>{count} übernommen aus {name}.</translation>
  </message>
  <message>
   <source>&amp;Formats</source>
   <translation>&amp;Formate</translation>
  </message>
  <message>
   <source>{count} written.</source>
   <translation>{count} geschrieben.</translation>
  </message>
  <message>
   <source>The draft is written. A lawyer completes it.</source>
   <translation>Der Entwurf ist geschrieben. Eine Anwältin vervollständigt ihn.</translation>
  </message>
  <message>
   <source>The disclosure version {id} is written.</source>
   <translation>Die Offenlegungsfassung {id} ist geschrieben.</translation>
  </message>
  <message>
   <source>The report of that head is made again. Compare the digests.</source>
   <translation>Der Bericht jenes Kopfs ist noch einmal gemacht. Vergleichen Sie die Prüfsummen.</translation>
  </message>
  <message>
   <source>empty: the folder “exports” of the case</source>
   <translation>leer: der Ordner „exports“ des Falls</translation>
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
   <source>the number of events is a whole number</source>
   <translation>die Zahl der Ereignisse ist eine ganze Zahl</translation>
  </message>
  <message>
   <source>&amp;Passphrase</source>
   <translation>&amp;Passphrase</translation>
  </message>
  <message>
   <source>&amp;Certificate</source>
   <translation>&amp;Zertifikat</translation>
  </message>
  <message>
   <source>Time-&amp;stamp authority</source>
   <translation>Zeit&amp;stempelstelle</translation>
  </message>
  <message>
   <source>cards</source>
   <translation>Karten</translation>
  </message>
  <message>
   <source>card</source>
   <translation>Karte</translation>
  </message>
  <message>
   <source>What is taken &amp;out</source>
   <translation>Was heraus&amp;genommen wird</translation>
  </message>
  <message>
   <source>&amp;New folder or file</source>
   <translation>&amp;Neuer Ordner oder neue Datei</translation>
  </message>
  <message>
   <source>&amp;Originals</source>
   <translation>&amp;Originale</translation>
  </message>
  <message>
   <source>&amp;Restricted values</source>
   <translation>Be&amp;schränkte Werte</translation>
  </message>
  <message>
   <source>&amp;ZIP</source>
   <translation>&amp;ZIP</translation>
  </message>
  <message>
   <source>&amp;New case</source>
   <translation>&amp;Neuer Fall</translation>
  </message>
  <message>
   <source>It stands in the report.</source>
   <translation>Sie steht im Bericht.</translation>
  </message>
  <message>
   <source>&amp;Events</source>
   <translation>&amp;Ereignisse</translation>
  </message>
  <message>
   <source>A final &amp;JSON</source>
   <translation>Ein endgültiges &amp;JSON</translation>
  </message>
  <message>
   <source>Of your key, or of the file below.</source>
   <translation>Die Ihres Schlüssels oder der Datei darunter.</translation>
  </message>
  <message>
   <source>PKCS#12; empty: one made here with your key</source>
   <translation>PKCS#12; leer: eines, das hier mit Ihrem Schlüssel gemacht wird</translation>
  </message>
  <message>
   <source>an address; uses the network; may stay empty</source>
   <translation>eine Adresse; nutzt das Netz; darf leer bleiben</translation>
  </message>
  <message>
   <source>A TOML file: [[redact]] with text or picture, and reason.</source>
   <translation>Eine TOML-Datei: [[redact]] mit text oder picture, und reason.</translation>
  </message>
  <message>
   <source>None ticked: the whole case. Of exhibits that are not ticked nothing is disclosed.</source>
   <translation>Nichts angekreuzt: der ganze Fall. Von nicht angekreuzten Beweisstücken wird nichts offengelegt.</translation>
  </message>
  <message>
   <source>leave them out; their digests stay in</source>
   <translation>weglassen; ihre Prüfsummen bleiben darin</translation>
  </message>
  <message>
   <source>leave them out</source>
   <translation>weglassen</translation>
  </message>
  <message>
   <source>one file instead of a folder</source>
   <translation>eine Datei statt eines Ordners</translation>
  </message>
  <message>
   <source>take it although something differs, on record</source>
   <translation>nehmen, obwohl etwas abweicht; das wird verzeichnet</translation>
  </message>
  <message>
   <source>the number of custody events that the report names</source>
   <translation>die Zahl der Ereignisse, die der Bericht nennt</translation>
  </message>
  <message>
   <source>gives the bytes that were signed; may stay empty</source>
   <translation>gibt die Bytes, die unterschrieben wurden; darf leer bleiben</translation>
  </message>
  <message>
   <source>&amp;Make a fingerprint…</source>
   <translation>&amp;Fingerabdruck machen…</translation>
  </message>
  <message>
   <source>&amp;Compare exhibits…</source>
   <translation>Beweisstücke &amp;vergleichen…</translation>
  </message>
  <message>
   <source>Sensors</source>
   <translation>Sensoren</translation>
  </message>
  <message>
   <source>Fingerprints of the sensors of devices at hand belong here.

Make or open a case.</source>
   <translation>Fingerabdrücke der Sensoren greifbarer Geräte gehören hierher.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>Made of pictures or films of one device each, flat and evenly lit at best. They stay on this machine.</source>
   <translation>Jeder aus Bildern oder Filmen eines Geräts, am besten flach und gleichmäßig hell. Sie bleiben auf diesem Rechner.</translation>
  </message>
  <message>
   <source>Fingerprint</source>
   <translation>Fingerabdruck</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <source>Vouched for by</source>
   <translation>Verbürgt von</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <source>Its halves agree</source>
   <translation>Seine Hälften stimmen überein</translation>
  </message>
  <message>
   <source>Withdrawn</source>
   <translation>Zurückgezogen</translation>
  </message>
  <message>
   <source>only one half</source>
   <translation>nur eine Hälfte</translation>
  </message>
  <message>
   <source>{id} is made of {count} pictures.</source>
   <translation>{id} ist aus {count} Bildern gemacht.</translation>
  </message>
  <message>
   <source>{id} does not stand any more.</source>
   <translation>{id} gilt nicht mehr.</translation>
  </message>
  <message>
   <source>Compared with every fingerprint that stands.</source>
   <translation>Verglichen mit jedem Fingerabdruck, der gilt.</translation>
  </message>
  <message>
   <source>None is kept yet. Five pictures of one device at least, twenty are better.</source>
   <translation>Noch ist keiner behalten. Mindestens fünf Bilder eines Geräts, zwanzig sind besser.</translation>
  </message>
  <message>
   <source>a fingerprint is made of files or of exhibits</source>
   <translation>ein Fingerabdruck wird aus Dateien oder aus Beweisstücken gemacht</translation>
  </message>
  <message>
   <source>no exhibit is ticked</source>
   <translation>kein Beweisstück ist angekreuzt</translation>
  </message>
  <message>
   <source>Make a sensor fingerprint…</source>
   <translation>Fingerabdruck eines Sensors machen…</translation>
  </message>
  <message>
   <source>You vouch that one device made all these pictures or films.</source>
   <translation>Sie bürgen dafür, dass ein Gerät alle diese Bilder oder Filme gemacht hat.</translation>
  </message>
  <message>
   <source>Make</source>
   <translation>Machen</translation>
  </message>
  <message>
   <source>Compare with sensors…</source>
   <translation>Mit Sensoren vergleichen…</translation>
  </message>
  <message>
   <source>Examines the exhibits anew with the comparison of sensors, against every fingerprint that stands.</source>
   <translation>Untersucht die Beweisstücke neu mit dem Vergleich der Sensoren, gegen jeden Fingerabdruck, der gilt.</translation>
  </message>
  <message>
   <source>Withdraw a fingerprint…</source>
   <translation>Fingerabdruck zurückziehen…</translation>
  </message>
  <message>
   <source>Its record stays; nothing is compared with it any more.</source>
   <translation>Sein Eintrag bleibt; verglichen wird mit ihm nicht mehr.</translation>
  </message>
  <message>
   <source>Choose files, or tick exhibits, not both.</source>
   <translation>Wählen Sie Dateien oder kreuzen Sie Beweisstücke an, nicht beides.</translation>
  </message>
  <message>
   <source>Tick one or more.</source>
   <translation>Kreuzen Sie eines oder mehrere an.</translation>
  </message>
  <message>
   <source>not measured</source>
   <translation>nicht gemessen</translation>
  </message>
  <message>
   <source>withdrawn</source>
   <translation>zurückgezogen</translation>
  </message>
  <message>
   <source>stands</source>
   <translation>gilt</translation>
  </message>
  <message>
   <source>&amp;Files</source>
   <translation>&amp;Dateien</translation>
  </message>
  <message>
   <source>&amp;Device</source>
   <translation>&amp;Gerät</translation>
  </message>
  <message>
   <source>Instead of files: exhibits of this case.</source>
   <translation>Statt Dateien: Beweisstücke dieses Falls.</translation>
  </message>
  <message>
   <source>name, model and serial number</source>
   <translation>Name, Modell und Seriennummer</translation>
  </message>
  <message>
   <source>whence, and how the device is known</source>
   <translation>woher, und wie das Gerät bekannt ist</translation>
  </message>
  <message>
   <source>settings, and what was filmed</source>
   <translation>Einstellungen, und was gefilmt wurde</translation>
  </message>
  <message>
   <source>&amp;Look a clip up…</source>
   <translation>Clip &amp;nachschlagen…</translation>
  </message>
  <message>
   <source>&amp;Take in…</source>
   <translation>&amp;Aufnehmen…</translation>
  </message>
  <message>
   <source>&amp;Give…</source>
   <translation>&amp;Geben…</translation>
  </message>
  <message>
   <source>Take from another &amp;desk…</source>
   <translation>Von anderer Re&amp;daktion nehmen…</translation>
  </message>
  <message>
   <source>&amp;Share…</source>
   <translation>&amp;Teilen…</translation>
  </message>
  <message>
   <source>Take &amp;back…</source>
   <translation>&amp;Zurücknehmen…</translation>
  </message>
  <message>
   <source>Shared &amp;entries…</source>
   <translation>Geteilte &amp;Einträge…</translation>
  </message>
  <message>
   <source>Shared &amp;library…</source>
   <translation>Geteilte &amp;Bibliothek…</translation>
  </message>
  <message>
   <source>&amp;Remove…</source>
   <translation>&amp;Entfernen…</translation>
  </message>
  <message>
   <source>Library</source>
   <translation>Bibliothek</translation>
  </message>
  <message>
   <source>Fingerprints of cases that opted in, and of reference footage, belong here.

Make or open a case.</source>
   <translation>Fingerabdrücke von Fällen, die zugestimmt haben, und von Vergleichsmaterial gehören hierher.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>It holds no footage and stands on this machine. A clip is looked up without being taken into the case.</source>
   <translation>Sie enthält kein Material und steht auf diesem Rechner. Ein Clip wird nachgeschlagen, ohne in den Fall zu kommen.</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Length</source>
   <translation>Länge</translation>
  </message>
  <message>
   <source>Whom to ask</source>
   <translation>Wen man fragt</translation>
  </message>
  <message>
   <source>Added</source>
   <translation>Hinzugefügt</translation>
  </message>
  <message>
   <source>{clip}: found in {hits} of {held} entries.</source>
   <translation>{clip}: in {hits} von {held} Einträgen gefunden.</translation>
  </message>
  <message>
   <source>{count} taken in.</source>
   <translation>{count} aufgenommen.</translation>
  </message>
  <message>
   <source>{id} is taken out.</source>
   <translation>{id} ist herausgenommen.</translation>
  </message>
  <message>
   <source>Written; it holds fingerprints and no footage.</source>
   <translation>Geschrieben; es enthält Fingerabdrücke und kein Material.</translation>
  </message>
  <message>
   <source>Shared; it holds fingerprints and no footage.</source>
   <translation>Geteilt; es enthält Fingerabdrücke und kein Material.</translation>
  </message>
  <message>
   <source>{id} is taken back from the shared library.</source>
   <translation>{id} ist aus der geteilten Bibliothek zurückgenommen.</translation>
  </message>
  <message>
   <source>The shared library holds {count}.</source>
   <translation>Die geteilte Bibliothek enthält {count}.</translation>
  </message>
  <message>
   <source>{id} is taken in.</source>
   <translation>{id} ist aufgenommen.</translation>
  </message>
  <message>
   <source>The library is empty. Take cases in that may be looked up.</source>
   <translation>Die Bibliothek ist leer. Nehmen Sie Fälle auf, die nachgeschlagen werden dürfen.</translation>
  </message>
  <message>
   <source>Nothing follows from that.</source>
   <translation>Daraus folgt nichts.</translation>
  </message>
  <message>
   <source>{address} is looked into no more.</source>
   <translation>In {address} wird nicht mehr nachgeschlagen.</translation>
  </message>
  <message>
   <source>Look a clip up…</source>
   <translation>Clip nachschlagen…</translation>
  </message>
  <message>
   <source>Where in the library a clip is found. That it is not found shows nothing.</source>
   <translation>Wo in der Bibliothek ein Clip gefunden wird. Dass er nicht gefunden wird, zeigt nichts.</translation>
  </message>
  <message>
   <source>Look up</source>
   <translation>Nachschlagen</translation>
  </message>
  <message>
   <source>Take into the library…</source>
   <translation>In die Bibliothek aufnehmen…</translation>
  </message>
  <message>
   <source>The examined exhibits of this case, or a file of reference footage.</source>
   <translation>Die untersuchten Beweisstücke dieses Falls, oder eine Datei mit Vergleichsmaterial.</translation>
  </message>
  <message>
   <source>Give an entry to another desk…</source>
   <translation>Eintrag an eine andere Redaktion geben…</translation>
  </message>
  <message>
   <source>Fingerprints only: never footage, nor where the case stands.</source>
   <translation>Nur Fingerabdrücke: nie Material, noch wo der Fall steht.</translation>
  </message>
  <message>
   <source>Take an entry from another desk…</source>
   <translation>Eintrag von einer anderen Redaktion nehmen…</translation>
  </message>
  <message>
   <source>An entry that another desk wrote for you.</source>
   <translation>Ein Eintrag, den eine andere Redaktion für Sie geschrieben hat.</translation>
  </message>
  <message>
   <source>Share an entry…</source>
   <translation>Eintrag teilen…</translation>
  </message>
  <message>
   <source>Gives fingerprints to the library that desks share: never footage, nor where the case stands.</source>
   <translation>Gibt Fingerabdrücke an die Bibliothek, die Redaktionen teilen: nie Material, noch wo der Fall steht.</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Teilen</translation>
  </message>
  <message>
   <source>Take an entry back…</source>
   <translation>Eintrag zurücknehmen…</translation>
  </message>
  <message>
   <source>Other desks find it no more; what they have found stays with them.</source>
   <translation>Andere Redaktionen finden ihn nicht mehr; was sie gefunden haben, behalten sie.</translation>
  </message>
  <message>
   <source>Take back</source>
   <translation>Zurücknehmen</translation>
  </message>
  <message>
   <source>Shared entries…</source>
   <translation>Geteilte Einträge…</translation>
  </message>
  <message>
   <source>What the library that desks share holds. It is asked over the network.</source>
   <translation>Was die Bibliothek enthält, die Redaktionen teilen. Sie wird über das Netz gefragt.</translation>
  </message>
  <message>
   <source>Connect a shared library…</source>
   <translation>Geteilte Bibliothek verbinden…</translation>
  </message>
  <message>
   <source>Clips are looked up in the library of other desks too. The address is kept on this machine.</source>
   <translation>Clips werden auch in der Bibliothek anderer Redaktionen nachgeschlagen. Die Adresse bleibt auf diesem Rechner.</translation>
  </message>
  <message>
   <source>Connect</source>
   <translation>Verbinden</translation>
  </message>
  <message>
   <source>Take an entry out…</source>
   <translation>Eintrag herausnehmen…</translation>
  </message>
  <message>
   <source>It can be taken in again from its case.</source>
   <translation>Er kann aus seinem Fall wieder aufgenommen werden.</translation>
  </message>
  <message>
   <source>Take out</source>
   <translation>Herausnehmen</translation>
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
   <source>  ask: {contact}</source>
   <translation>  fragen Sie: {contact}</translation>
  </message>
  <message>
   <source>&amp;Clip</source>
   <translation>&amp;Clip</translation>
  </message>
  <message>
   <source>&amp;File</source>
   <translation>&amp;Datei</translation>
  </message>
  <message>
   <source>&amp;New file</source>
   <translation>&amp;Neue Datei</translation>
  </message>
  <message>
   <source>&amp;Whom to ask</source>
   <translation>&amp;Wen man fragt</translation>
  </message>
  <message>
   <source>&amp;Names</source>
   <translation>&amp;Namen</translation>
  </message>
  <message>
   <source>&amp;Address</source>
   <translation>&amp;Adresse</translation>
  </message>
  <message>
   <source>empty: this case</source>
   <translation>leer: dieser Fall</translation>
  </message>
  <message>
   <source>leave out names of file, case and exhibit</source>
   <translation>Namen von Datei, Fall und Beweisstück weglassen</translation>
  </message>
  <message>
   <source>who gave it, where the file does not say</source>
   <translation>wer ihn gab, wo die Datei es nicht sagt</translation>
  </message>
  <message>
   <source>empty: this desk's library only</source>
   <translation>leer: nur die Bibliothek dieser Redaktion</translation>
  </message>
  <message>
   <source>&amp;Record…</source>
   <translation>&amp;Verzeichnen…</translation>
  </message>
  <message>
   <source>Testimony</source>
   <translation>Zeugnis</translation>
  </message>
  <message>
   <source>What persons saw of the exhibit, and what services answered, belongs here.

Pick an exhibit.</source>
   <translation>Was Personen am Beweisstück sahen und was Dienste antworteten, gehört hierher.

Wählen Sie ein Beweisstück.</translation>
  </message>
  <message>
   <source>Kept apart from what was measured: who asked, when, which product and version, and the raw answer.</source>
   <translation>Getrennt von dem, was gemessen wurde: wer fragte, wann, welches Produkt in welcher Version, und die rohe Antwort.</translation>
  </message>
  <message>
   <source>&amp;State how it stands…</source>
   <translation>&amp;Stand angeben…</translation>
  </message>
  <message>
   <source>Check-list</source>
   <translation>Checkliste</translation>
  </message>
  <message>
   <source>What should be preserved of the exhibit, and which duties hold, belongs here.

Pick an exhibit.</source>
   <translation>Was vom Beweisstück bewahrt werden soll und welche Pflichten gelten, gehört hierher.

Wählen Sie ein Beweisstück.</translation>
  </message>
  <message>
   <source>Each item has its source and date. A later statement adds to an earlier one.</source>
   <translation>Jeder Punkt hat seine Quelle und sein Datum. Eine spätere Angabe kommt zur früheren hinzu.</translation>
  </message>
  <message>
   <source>Statement</source>
   <translation>Aussage</translation>
  </message>
  <message>
   <source>Seen or asked by</source>
   <translation>Gesehen oder gefragt von</translation>
  </message>
  <message>
   <source>Vendor</source>
   <translation>Anbieter</translation>
  </message>
  <message>
   <source>Product</source>
   <translation>Produkt</translation>
  </message>
  <message>
   <source>Frame</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Attached</source>
   <translation>Angehängt</translation>
  </message>
  <message>
   <source>Item</source>
   <translation>Punkt</translation>
  </message>
  <message>
   <source>Applies from</source>
   <translation>Gilt ab</translation>
  </message>
  <message>
   <source>That no mark, label or answer is there means nothing.</source>
   <translation>Dass kein Zeichen, Hinweis oder keine Antwort da ist, bedeutet nichts.</translation>
  </message>
  <message>
   <source>{id} is recorded.</source>
   <translation>{id} ist verzeichnet.</translation>
  </message>
  <message>
   <source>{open} of {all} are open.</source>
   <translation>{open} von {all} sind offen.</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Was</translation>
  </message>
  <message>
   <source>the frame is a number, and the region four: x, y, width, height</source>
   <translation>das Bild ist eine Nummer, und der Bereich sind vier: x, y, Breite, Höhe</translation>
  </message>
  <message>
   <source>&amp;Statement</source>
   <translation>&amp;Aussage</translation>
  </message>
  <message>
   <source>&amp;Vendor</source>
   <translation>A&amp;nbieter</translation>
  </message>
  <message>
   <source>&amp;Product</source>
   <translation>&amp;Produkt</translation>
  </message>
  <message>
   <source>V&amp;ersion</source>
   <translation>V&amp;ersion</translation>
  </message>
  <message>
   <source>&amp;Frame</source>
   <translation>&amp;Bild</translation>
  </message>
  <message>
   <source>Re&amp;gion</source>
   <translation>Be&amp;reich</translation>
  </message>
  <message>
   <source>Record a testimony…</source>
   <translation>Zeugnis verzeichnen…</translation>
  </message>
  <message>
   <source>An answer of a service needs product and time, of a detection service also vendor and version; a visible mark needs its frame.</source>
   <translation>Die Antwort eines Dienstes braucht Produkt und Zeit, die eines Erkennungsdienstes auch Anbieter und Version; ein sichtbares Zeichen braucht sein Bild.</translation>
  </message>
  <message>
   <source>State how an item stands…</source>
   <translation>Stand eines Punkts angeben…</translation>
  </message>
  <message>
   <source>Recorded with your key; a later statement adds to this one.</source>
   <translation>Mit Ihrem Schlüssel verzeichnet; eine spätere Angabe kommt zu dieser hinzu.</translation>
  </message>
  <message>
   <source>All in whole pixels.</source>
   <translation>Alles in ganzen Pixeln.</translation>
  </message>
  <message>
   <source>what was seen, or the raw answer, word for word</source>
   <translation>was gesehen wurde, oder die rohe Antwort, Wort für Wort</translation>
  </message>
  <message>
   <source>who offers the service</source>
   <translation>wer den Dienst anbietet</translation>
  </message>
  <message>
   <source>the service that was asked</source>
   <translation>der Dienst, der gefragt wurde</translation>
  </message>
  <message>
   <source>as far as it states one</source>
   <translation>soweit er eine angibt</translation>
  </message>
  <message>
   <source>of a visible mark: its number</source>
   <translation>eines sichtbaren Zeichens: seine Nummer</translation>
  </message>
  <message>
   <source>x, y, width, height in pixels; may stay empty</source>
   <translation>x, y, Breite, Höhe in Pixeln; darf leer bleiben</translation>
  </message>
  <message>
   <source>Screenshots that show it, acquired as exhibits of their own.</source>
   <translation>Bildschirmfotos, die es zeigen, als eigene Beweisstücke übernommen.</translation>
  </message>
  <message>
   <source>&amp;State</source>
   <translation>&amp;Stand</translation>
  </message>
  <message>
   <source>&amp;Take trust lists in…</source>
   <translation>&amp;Vertrauenslisten aufnehmen…</translation>
  </message>
  <message>
   <source>&amp;Read credentials again…</source>
   <translation>Nachweise noch einmal &amp;lesen…</translation>
  </message>
  <message>
   <source>&amp;Fetch the published lists…</source>
   <translation>Veröffentlichte Listen &amp;holen…</translation>
  </message>
  <message>
   <source>Import a &amp;hash set…</source>
   <translation>&amp;Hashliste einführen…</translation>
  </message>
  <message>
   <source>Lists</source>
   <translation>Listen</translation>
  </message>
  <message>
   <source>Lists that the case is read with belong here: trust lists, and hash sets.

Make or open a case.</source>
   <translation>Listen, mit denen der Fall gelesen wird, gehören hierher: Vertrauenslisten und Hashlisten.

Legen Sie einen Fall an oder öffnen Sie einen.</translation>
  </message>
  <message>
   <source>Each list is dated evidence: another list, or another day, may give another answer.</source>
   <translation>Jede Liste ist ein datierter Nachweis: Eine andere Liste oder ein anderer Tag kann eine andere Antwort geben.</translation>
  </message>
  <message>
   <source>List</source>
   <translation>Liste</translation>
  </message>
  <message>
   <source>Vouches for</source>
   <translation>Bürgt für</translation>
  </message>
  <message>
   <source>Dated</source>
   <translation>Datiert</translation>
  </message>
  <message>
   <source>Imported</source>
   <translation>Eingeführt</translation>
  </message>
  <message>
   <source>Hash set</source>
   <translation>Hashliste</translation>
  </message>
  <message>
   <source>Of</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>Digests</source>
   <translation>Prüfsummen</translation>
  </message>
  <message>
   <source>The case holds no trust list: trust was not evaluated.</source>
   <translation>Der Fall enthält keine Vertrauensliste: Vertrauen wurde nicht geprüft.</translation>
  </message>
  <message>
   <source>{count} taken in. Read the credentials again with them.</source>
   <translation>{count} aufgenommen. Lesen Sie die Nachweise damit noch einmal.</translation>
  </message>
  <message>
   <source>{count} fetched. Take them in with their date.</source>
   <translation>{count} geholt. Nehmen Sie sie mit ihrem Datum auf.</translation>
  </message>
  <message>
   <source>No exhibit of the case is in it. That means nothing more.</source>
   <translation>Kein Beweisstück des Falls steht darin. Das bedeutet weiter nichts.</translation>
  </message>
  <message>
   <source>taken over by a later import</source>
   <translation>von einer späteren Einfuhr abgelöst</translation>
  </message>
  <message>
   <source>digests</source>
   <translation>Prüfsummen</translation>
  </message>
  <message>
   <source>Restricted exhibits: {exhibits}.</source>
   <translation>Beschränkte Beweisstücke: {exhibits}.</translation>
  </message>
  <message>
   <source>{count} read again.</source>
   <translation>{count} noch einmal gelesen.</translation>
  </message>
  <message>
   <source>{exhibit} is in this set; it is blurred by default.</source>
   <translation>{exhibit} steht in dieser Liste; es ist von vornherein unscharf.</translation>
  </message>
  <message>
   <source>{id}: {count} digests.</source>
   <translation>{id}: {count} Prüfsummen.</translation>
  </message>
  <message>
   <source>Entries</source>
   <translation>Einträge</translation>
  </message>
  <message>
   <source>lists</source>
   <translation>Listen</translation>
  </message>
  <message>
   <source>list</source>
   <translation>Liste</translation>
  </message>
  <message>
   <source>Take trust lists in…</source>
   <translation>Vertrauenslisten aufnehmen…</translation>
  </message>
  <message>
   <source>PEM certificates, or purposes one a line. Without any, reports say that trust was not evaluated.</source>
   <translation>PEM-Zertifikate, oder Zwecke einer je Zeile. Ohne Liste sagen Berichte, dass Vertrauen nicht geprüft wurde.</translation>
  </message>
  <message>
   <source>Read credentials again…</source>
   <translation>Nachweise noch einmal lesen…</translation>
  </message>
  <message>
   <source>With the lists that are in force now; what differs from before is shown.</source>
   <translation>Mit den Listen, die jetzt in Kraft sind; was von früher abweicht, wird gezeigt.</translation>
  </message>
  <message>
   <source>Read again</source>
   <translation>Noch einmal lesen</translation>
  </message>
  <message>
   <source>Fetch the published lists…</source>
   <translation>Veröffentlichte Listen holen…</translation>
  </message>
  <message>
   <source>Fetches the C2PA lists over the network into a folder; nothing is taken into the case by that.</source>
   <translation>Holt die C2PA-Listen über das Netz in einen Ordner; in den Fall kommt dadurch nichts.</translation>
  </message>
  <message>
   <source>Fetch now</source>
   <translation>Jetzt holen</translation>
  </message>
  <message>
   <source>Import a hash set…</source>
   <translation>Hashliste einführen…</translation>
  </message>
  <message>
   <source>Digests one a line (MD5, SHA-1 or SHA-256) of material to be handled with care. No picture is imported.</source>
   <translation>Prüfsummen eine je Zeile (MD5, SHA-1 oder SHA-256) von Material, mit dem vorsichtig umzugehen ist. Kein Bild wird eingeführt.</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Einführen</translation>
  </message>
  <message>
   <source>told by the file</source>
   <translation>sagt die Datei</translation>
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
   <source>No answer differs.</source>
   <translation>Keine Antwort weicht ab.</translation>
  </message>
  <message>
   <source>no list: trust was not evaluated</source>
   <translation>keine Liste: Vertrauen wurde nicht geprüft</translation>
  </message>
  <message>
   <source>&amp;Name</source>
   <translation>&amp;Name</translation>
  </message>
  <message>
   <source>&amp;Vouches for</source>
   <translation>&amp;Bürgt für</translation>
  </message>
  <message>
   <source>&amp;Dated</source>
   <translation>&amp;Datiert</translation>
  </message>
  <message>
   <source>&amp;Of</source>
   <translation>&amp;Von</translation>
  </message>
  <message>
   <source>empty: its published name, or the file's</source>
   <translation>leer: ihr veröffentlichter Name, oder der der Datei</translation>
  </message>
  <message>
   <source>empty: your own</source>
   <translation>leer: Ihr eigener</translation>
  </message>
  <message>
   <source>what the set is of</source>
   <translation>wovon die Liste ist</translation>
  </message>
  <message>
   <source>who keeps it</source>
   <translation>wer sie führt</translation>
  </message>
  <message>
   <source>A&amp;uthority</source>
   <translation>Be&amp;fugnis</translation>
  </message>
  <message>
   <source>E&amp;xhibits</source>
   <translation>Beweisst&amp;ücke</translation>
  </message>
  <message>
   <source>it stands in the custody log</source>
   <translation>es steht im Protokoll</translation>
  </message>
  <message>
   <source>under which authority or request, if any</source>
   <translation>unter welcher Befugnis oder Anfrage, falls es eine gibt</translation>
  </message>
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
   <source>Add a fo&amp;lder…</source>
   <translation>O&amp;rdner hinzufügen…</translation>
  </message>
  <message>
   <source>its files, and its structure</source>
   <translation>seine Dateien und seinen Aufbau</translation>
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
   <source>Examine with &amp;parameters…</source>
   <translation>Mit &amp;Parametern untersuchen…</translation>
  </message>
  <message>
   <source>other parameters, methods on request, second readers</source>
   <translation>andere Parameter, Verfahren auf Anfrage, zweite Leser</translation>
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
   <source>&amp;Send</source>
   <translation>&amp;Senden</translation>
  </message>
  <message>
   <source>show the page “{name}”</source>
   <translation>die Seite „{name}“ zeigen</translation>
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
   <source>Maps and &amp;regions</source>
   <translation>Karten und Be&amp;reiche</translation>
  </message>
  <message>
   <source>heat maps and regions that methods measured</source>
   <translation>Wärmekarten und Bereiche, die Verfahren gemessen haben</translation>
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
   <source>a distance in pixels of the frame, with the pixels at its ends</source>
   <translation>ein Abstand in Pixeln des Bildes, mit den Pixeln an seinen Enden</translation>
  </message>
  <message>
   <source>An&amp;gle…</source>
   <translation>&amp;Winkel…</translation>
  </message>
  <message>
   <source>three points, the corner second</source>
   <translation>drei Punkte, die Ecke als zweiter</translation>
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
   <source>verified, frozen and signed, with your passphrase</source>
   <translation>geprüft, eingefroren und unterschrieben, mit Ihrer Passphrase</translation>
  </message>
  <message>
   <source>one page in plain words of each exhibit</source>
   <translation>eine Seite in klaren Worten zu jedem Beweisstück</translation>
  </message>
  <message>
   <source>a draft for a lawyer</source>
   <translation>ein Entwurf für eine Anwältin</translation>
  </message>
  <message>
   <source>with named texts and pictures taken out</source>
   <translation>mit benannten Texten und Bildern herausgenommen</translation>
  </message>
  <message>
   <source>byte for byte, to be compared</source>
   <translation>Byte für Byte, zum Vergleich</translation>
  </message>
  <message>
   <source>a case, or some exhibits, for others to check</source>
   <translation>ein Fall oder einige Beweisstücke, zum Prüfen durch andere</translation>
  </message>
  <message>
   <source>make a case of a package, with its history</source>
   <translation>aus einem Paket einen Fall mit seiner Geschichte machen</translation>
  </message>
  <message>
   <source>run the examinations again and compare</source>
   <translation>die Untersuchungen noch einmal ausführen und vergleichen</translation>
  </message>
  <message>
   <source>one that somebody gave you</source>
   <translation>eines, das Ihnen jemand gab</translation>
  </message>
  <message>
   <source>all methods on footage whose truth is known</source>
   <translation>alle Verfahren an Material, dessen Wahrheit bekannt ist</translation>
  </message>
  <message>
   <source>Unlocking the key</source>
   <translation>Schlüssel wird entsperrt</translation>
  </message>
  <message>
   <source>Making the key</source>
   <translation>Schlüssel wird gemacht</translation>
  </message>
  <message>
   <source>Making the case</source>
   <translation>Fall wird angelegt</translation>
  </message>
  <message>
   <source>Opening the case</source>
   <translation>Fall wird geöffnet</translation>
  </message>
  <message>
   <source>Looking at the case</source>
   <translation>Fall wird angesehen</translation>
  </message>
  <message>
   <source>Adding files</source>
   <translation>Dateien werden hinzugefügt</translation>
  </message>
  <message>
   <source>Examining</source>
   <translation>Untersuchung</translation>
  </message>
  <message>
   <source>Verifying</source>
   <translation>Prüfung</translation>
  </message>
  <message>
   <source>Writing the report</source>
   <translation>Bericht wird geschrieben</translation>
  </message>
  <message>
   <source>Keeping a note</source>
   <translation>Notiz wird behalten</translation>
  </message>
  <message>
   <source>Recording a warning</source>
   <translation>Warnung wird verzeichnet</translation>
  </message>
  <message>
   <source>Choosing frames</source>
   <translation>Bilder werden gewählt</translation>
  </message>
  <message>
   <source>Logging a search</source>
   <translation>Suche wird verzeichnet</translation>
  </message>
  <message>
   <source>Reading the case</source>
   <translation>Fall wird gelesen</translation>
  </message>
  <message>
   <source>Reading the handling</source>
   <translation>Umgang wird gelesen</translation>
  </message>
  <message>
   <source>Reading the exhibits</source>
   <translation>Beweisstücke werden gelesen</translation>
  </message>
  <message>
   <source>Reading what was made</source>
   <translation>Erzeugtes wird gelesen</translation>
  </message>
  <message>
   <source>Reading the custody log</source>
   <translation>Protokoll wird gelesen</translation>
  </message>
  <message>
   <source>Reading the exhibit</source>
   <translation>Beweisstück wird gelesen</translation>
  </message>
  <message>
   <source>Holding against the register</source>
   <translation>Vergleich mit dem Register</translation>
  </message>
  <message>
   <source>Reading the notes</source>
   <translation>Notizen werden gelesen</translation>
  </message>
  <message>
   <source>Reading the tables</source>
   <translation>Tabellen werden gelesen</translation>
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
   <source>&amp;Claim</source>
   <translation>&amp;Behauptung</translation>
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
   <source>The case becomes {path}</source>
   <translation>Der Fall wird zu {path}</translation>
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
   <source>Also compute {name}</source>
   <translation>Auch {name} berechnen</translation>
  </message>
  <message>
   <source>A name and a passphrase are needed.</source>
   <translation>Ein Name und eine Passphrase werden gebraucht.</translation>
  </message>
  <message>
   <source>About this field</source>
   <translation>Zu diesem Feld</translation>
  </message>
  <message>
   <source>Browse…</source>
   <translation>Suchen…</translation>
  </message>
  <message>
   <source>Browse: {name}</source>
   <translation>Suchen: {name}</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Stopped. Nothing was done.</source>
   <translation>Angehalten. Nichts wurde getan.</translation>
  </message>
  <message>
   <source>{field}: this is needed.</source>
   <translation>{field}: Das wird gebraucht.</translation>
  </message>
  <message>
   <source>{name}: a fault of the program stopped it ({kind})</source>
   <translation>{name}: Ein Fehler des Programms hielt es auf ({kind})</translation>
  </message>
  <message>
   <source>block grid</source>
   <translation>Blockraster</translation>
  </message>
  <message>
   <source>motion vectors</source>
   <translation>Bewegungsvektoren</translation>
  </message>
  <message>
   <source>quantisers</source>
   <translation>Quantisierer</translation>
  </message>
  <message>
   <source>magnifier</source>
   <translation>Lupe</translation>
  </message>
  <message>
   <source>Still kept without words.</source>
   <translation>Standbild ohne Worte behalten.</translation>
  </message>
  <message>
   <source>Range marked without words.</source>
   <translation>Bereich ohne Worte markiert.</translation>
  </message>
  <message>
   <source>maps and regions</source>
   <translation>Karten und Bereiche</translation>
  </message>
  <message>
   <source>Frame {index}{range_words}, {drawing}.</source>
   <translation>Bild {index}{range_words}, {drawing}.</translation>
  </message>
  <message>
   <source> to {until}</source>
   <translation> bis {until}</translation>
  </message>
  <message>
   <source>A new folder for the pictures</source>
   <translation>Ein neuer Ordner für die Bilder</translation>
  </message>
  <message>
   <source>{pictures} pictures in {folder}; {alike} near-duplicates left out.</source>
   <translation>{pictures} Bilder in {folder}; {alike} fast gleiche weggelassen.</translation>
  </message>
  <message>
   <source>{id} logged: {outcome}.</source>
   <translation>{id} verzeichnet: {outcome}.</translation>
  </message>
  <message>
   <source> with the still {still}</source>
   <translation> mit dem Standbild {still}</translation>
  </message>
  <message>
   <source>{id} kept{still}.</source>
   <translation>{id} behalten{still}.</translation>
  </message>
  <message>
   <source>the recipe before</source>
   <translation>das Rezept davor</translation>
  </message>
  <message>
   <source>nothing to undo: what is signed stays</source>
   <translation>nichts rückgängig zu machen: Was unterschrieben ist, bleibt</translation>
  </message>
  <message>
   <source>perspective: pick four corners clockwise from the top left; click, or arrow keys and Space</source>
   <translation>Perspektive: Wählen Sie vier Ecken im Uhrzeigersinn von links oben; Klick, oder Pfeiltasten und Leertaste</translation>
  </message>
  <message>
   <source>angle: pick three points, the corner second; click, or arrow keys and Space</source>
   <translation>Winkel: Wählen Sie drei Punkte, die Ecke als zweiten; Klick, oder Pfeiltasten und Leertaste</translation>
  </message>
  <message>
   <source>{value}: drag on the picture, or move with arrow keys and press Space at each end</source>
   <translation>{value}: im Bild ziehen, oder mit Pfeiltasten bewegen und an jedem Ende die Leertaste drücken</translation>
  </message>
  <message>
   <source>on</source>
   <translation>an</translation>
  </message>
  <message>
   <source>off</source>
   <translation>aus</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>Fassung</translation>
  </message>
  <message>
   <source>Family</source>
   <translation>Familie</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>Läuft</translation>
  </message>
  <message>
   <source>Cost a minute of 1080p</source>
   <translation>Kosten je Minute 1080p</translation>
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
   <source>Code of {distribution}, SHA-256 {code_sha256}.
Nothing of it was loaded. When the case allows it, it runs in the confined process like the other methods.{why}</source>
   <translation>Programmcode von {distribution}, SHA-256 {code_sha256}.
Nichts davon wurde geladen. Wenn der Fall es erlaubt, läuft es wie die anderen Verfahren im abgeschotteten Prozess.{why}</translation>
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
   <source>It runs only when it is asked for: {on_request}.</source>
   <translation>Es läuft nur auf Anfrage: {on_request}.</translation>
  </message>
  <message>
   <source>Of {distribution}. {value}</source>
   <translation>Von {distribution}. {value}</translation>
  </message>
  <message>
   <source>What its findings rest on</source>
   <translation>Worauf Befunde der Methode beruhen</translation>
  </message>
  <message>
   <source>Validation</source>
   <translation>Validierung</translation>
  </message>
  <message>
   <source>Reading the methods</source>
   <translation>Verfahren werden gelesen</translation>
  </message>
  <message>
   <source>Allowing code</source>
   <translation>Programmcode wird erlaubt</translation>
  </message>
  <message>
   <source>nothing: it makes no finding</source>
   <translation>auf nichts: sie macht keinen Befund</translation>
  </message>
  <message>
   <source>{data} ({dated}, {groups} groups): {outcome}</source>
   <translation>{data} ({dated}, {groups} Gruppen): {outcome}</translation>
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
   <source>Reading: {title}</source>
   <translation>Wird gelesen: {title}</translation>
  </message>
  <message>
   <source>{title}: the entry that is marked</source>
   <translation>{title}: der markierte Eintrag</translation>
  </message>
  <message>
   <source>What belongs here</source>
   <translation>Was hierher gehört</translation>
  </message>
  <message>
   <source>How it stands</source>
   <translation>Wie es steht</translation>
  </message>
  <message>
   <source>Mark an entry of the table first.</source>
   <translation>Markieren Sie zuerst einen Eintrag der Tabelle.</translation>
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
   <source>Copy</source>
   <translation>Kopie</translation>
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
   <source>Read again: {events}, {originals}, {derivatives}, {rows}, {bytes_read:,} bytes. Outcome recorded as: {recorded}.</source>
   <translation>Noch einmal gelesen: {events}, {originals}, {derivatives}, {rows}, {bytes_read:,} Bytes. Ergebnis verzeichnet als: {recorded}.</translation>
  </message>
  <message>
   <source>PROBLEM at {place}: {what}</source>
   <translation>PROBLEM bei {place}: {what}</translation>
  </message>
  <message>
   <source>{problems} found.</source>
   <translation>{problems} gefunden.</translation>
  </message>
  <message>
   <source>No problem found, as far as this check can see.</source>
   <translation>Kein Problem gefunden, soweit diese Prüfung sehen kann.</translation>
  </message>
  <message>
   <source>What this check cannot see:</source>
   <translation>Was diese Prüfung nicht sehen kann:</translation>
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
   <source>By {actor}, key {key}</source>
   <translation>Von {actor}, Schlüssel {key}</translation>
  </message>
  <message>
   <source>Leaf (RFC 6962): {leaf}</source>
   <translation>Blatt (RFC 6962): {leaf}</translation>
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
   <source>This case was never verified in full and found whole.</source>
   <translation>Dieser Fall wurde nie vollständig geprüft und für ganz befunden.</translation>
  </message>
  <message>
   <source>Last verified in full less than a day ago.</source>
   <translation>Zuletzt vor weniger als einem Tag vollständig geprüft.</translation>
  </message>
  <message>
   <source>Last verified in full {days} ago.</source>
   <translation>Zuletzt vollständig geprüft vor: {days}.</translation>
  </message>
  <message>
   <source>Reason: {reason}</source>
   <translation>Grund: {reason}</translation>
  </message>
  <message>
   <source>No reason was given.</source>
   <translation>Kein Grund wurde angegeben.</translation>
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
   <source>Event {seq}, {at}: {action} {item}</source>
   <translation>Ereignis {seq}, {at}: {action} {item}</translation>
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
   <source>the file as a whole</source>
   <translation>die Datei als ganze</translation>
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
   <source>Time</source>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>Type</source>
   <translation>Art</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Colours</source>
   <translation>Farben</translation>
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
   <source>NOT the same pixels as frame {index} of examination {measured_by}.</source>
   <translation>NICHT dieselben Pixel wie Bild {index} der Untersuchung {measured_by}.</translation>
  </message>
  <message>
   <source>the file gives no time</source>
   <translation>die Datei gibt keine Zeit an</translation>
  </message>
  <message>
   <source>{width} × {height} pixels</source>
   <translation>{width} × {height} Pixel</translation>
  </message>
  <message>
   <source>{index} of 0–{last}</source>
   <translation>{index} von 0–{last}</translation>
  </message>
  <message>
   <source>No examination to compare with yet.</source>
   <translation>Noch keine Untersuchung zum Vergleichen.</translation>
  </message>
  <message>
   <source>Examination {measured_by} lists no frame {index}.</source>
   <translation>Untersuchung {measured_by} führt kein Bild {index}.</translation>
  </message>
  <message>
   <source>The same pixels as frame {index} of examination {measured_by}.</source>
   <translation>Dieselben Pixel wie Bild {index} der Untersuchung {measured_by}.</translation>
  </message>
  <message>
   <source>{picture_type} picture</source>
   <translation>{picture_type}-Bild</translation>
  </message>
  <message>
   <source>type not stated</source>
   <translation>Art nicht angegeben</translation>
  </message>
  <message>
   <source>key frame</source>
   <translation>Schlüsselbild</translation>
  </message>
  <message>
   <source>interlaced, shown woven</source>
   <translation>mit Zeilensprung, verwoben gezeigt</translation>
  </message>
  <message>
   <source>DAMAGED: the decoder had to conceal errors</source>
   <translation>BESCHÄDIGT: Der Dekoder musste Fehler verdecken</translation>
  </message>
  <message>
   <source>pixel aspect {aspect} not applied</source>
   <translation>Pixelseitenverhältnis {aspect} nicht angewandt</translation>
  </message>
  <message>
   <source>turn by {rotation}° stated, not applied</source>
   <translation>Drehung um {rotation}° angegeben, nicht angewandt</translation>
  </message>
  <message>
   <source>{name} of this frame</source>
   <translation>{name} dieses Bildes</translation>
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
   <source>Examination {examination}; state of the register: SHA-256 {register_sha256}.</source>
   <translation>Untersuchung {examination}; Stand des Registers: SHA-256 {register_sha256}.</translation>
  </message>
  <message>
   <source>what the file says of it</source>
   <translation>was die Datei davon sagt</translation>
  </message>
  <message>
   <source>Claim</source>
   <translation>Angabe</translation>
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
   <source>Weight: {value}. {because}</source>
   <translation>Gewicht: {value}. {because}</translation>
  </message>
  <message>
   <source>{value}; {source} ({source_date}); reviewed {reviewed}</source>
   <translation>{value}; {source} ({source_date}); durchgesehen {reviewed}</translation>
  </message>
  <message>
   <source>Legend of the heat map</source>
   <translation>Legende der Wärmekarte</translation>
  </message>
  <message>
   <source>{low:.3g} to {high:.3g} {unit}</source>
   <translation>{low:.3g} bis {high:.3g} {unit}</translation>
  </message>
  <message>
   <source>below zero hatched</source>
   <translation>unter null schraffiert</translation>
  </message>
  <message>
   <source>No method measured a map at this frame.</source>
   <translation>Kein Verfahren hat bei diesem Bild eine Karte gemessen.</translation>
  </message>
  <message>
   <source>Maps and regions over the frame</source>
   <translation>Karten und Bereiche über dem Bild</translation>
  </message>
  <message>
   <source>Opacity of the map, in percent</source>
   <translation>Deckkraft der Karte in Prozent</translation>
  </message>
  <message>
   <source>What the map and the regions are</source>
   <translation>Was die Karte und die Bereiche sind</translation>
  </message>
  <message>
   <source>Frame before with regions</source>
   <translation>Bild davor mit Bereichen</translation>
  </message>
  <message>
   <source>Next frame with regions</source>
   <translation>Nächstes Bild mit Bereichen</translation>
  </message>
  <message>
   <source>Map over the frame</source>
   <translation>Karte über dem Bild</translation>
  </message>
  <message>
   <source>no map</source>
   <translation>keine Karte</translation>
  </message>
  <message>
   <source>frames</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <source>frame</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>◀ Re&amp;gions</source>
   <translation>◀ Be&amp;reiche</translation>
  </message>
  <message>
   <source>Regi&amp;ons ▶</source>
   <translation>Berei&amp;che ▶</translation>
  </message>
  <message>
   <source>No region is named in this frame; {count} have some.</source>
   <translation>In diesem Bild ist kein Bereich genannt; {count} haben welche.</translation>
  </message>
  <message>
   <source>{low:.4g} to {high:.4g}</source>
   <translation>{low:.4g} bis {high:.4g}</translation>
  </message>
  <message>
   <source>all {low:.4g}</source>
   <translation>alle {low:.4g}</translation>
  </message>
  <message>
   <source>I dark, ▾ key · P full · B hatched · greatest {top:,.0f} B</source>
   <translation>I dunkel, ▾ Schlüsselbild · P voll · B schraffiert · größtes {top:,.0f} B</translation>
  </message>
  <message>
   <source>0 to {value:.4g} kHz · what stands out is louder, down to −{FLOOR:.0f} dB</source>
   <translation>0 bis {value:.4g} kHz · was hervorsticht, ist lauter, hinab bis −{FLOOR:.0f} dB</translation>
  </message>
  <message>
   <source>threshold {threshold:g}</source>
   <translation>Schwelle {threshold:g}</translation>
  </message>
  <message>
   <source>no value</source>
   <translation>kein Wert</translation>
  </message>
  <message>
   <source>the height is full scale</source>
   <translation>die Höhe ist Vollaussteuerung</translation>
  </message>
  <message>
   <source>Lanes of the timeline</source>
   <translation>Spuren der Zeitleiste</translation>
  </message>
  <message>
   <source>{name} at {times:.3f} s: {values:.5g} {unit}</source>
   <translation>{name} bei {times:.3f} s: {values:.5g} {unit}</translation>
  </message>
  <message>
   <source>made with (claimed): {claim_generator}</source>
   <translation>gemacht mit (behauptet): {claim_generator}</translation>
  </message>
  <message>
   <source>Earlier manifest</source>
   <translation>Früheres Manifest</translation>
  </message>
  <message>
   <source>Manifests and ingredients</source>
   <translation>Manifeste und Zutaten</translation>
  </message>
  <message>
   <source>Active manifest</source>
   <translation>Aktives Manifest</translation>
  </message>
  <message>
   <source>Manifest that nothing refers to</source>
   <translation>Manifest, auf das nichts verweist</translation>
  </message>
  <message>
   <source>brought no manifest</source>
   <translation>brachte kein Manifest mit</translation>
  </message>
  <message>
   <source>and {left_out} more, in the outline</source>
   <translation>und {left_out} weitere, in der Gliederung</translation>
  </message>
  <message>
   <source>a file without a name</source>
   <translation>eine Datei ohne Namen</translation>
  </message>
  <message>
   <source>{id}, by {by}, {made} (custody event {event})</source>
   <translation>{id}, von {by}, {made} (Ereignis {event})</translation>
  </message>
  <message>
   <source>A person's note, not a measurement.</source>
   <translation>Die Notiz einer Person, keine Messung.</translation>
  </message>
  <message>
   <source>At: {at}</source>
   <translation>Bei: {at}</translation>
  </message>
  <message>
   <source>Drawn: {drawing}</source>
   <translation>Gezeichnet: {drawing}</translation>
  </message>
  <message>
   <source>SHA-256 of the decoded frame: {frame_sha256}</source>
   <translation>SHA-256 des dekodierten Bildes: {frame_sha256}</translation>
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
   <source>Until: {until}</source>
   <translation>Bis: {until}</translation>
  </message>
  <message>
   <source>Still {id}: {width} × {height}, SHA-256 {sha256}</source>
   <translation>Standbild {id}: {width} × {height}, SHA-256 {sha256}</translation>
  </message>
  <message>
   <source>Kept as: {path}</source>
   <translation>Behalten als: {path}</translation>
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
   <source>Pixels: {values}</source>
   <translation>Pixel: {values}</translation>
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
   <source>Heading: {heading}</source>
   <translation>Überschrift: {heading}</translation>
  </message>
  <message>
   <source>{heading}, line {number}</source>
   <translation>{heading}, Zeile {number}</translation>
  </message>
  <message>
   <source>{name}: empty</source>
   <translation>{name}: leer</translation>
  </message>
  <message>
   <source>Picture of the frame</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>This file states nothing about its origin.

The absence of a credential or a mark supports nothing: platforms remove them from camera footage and generated footage alike.</source>
   <translation>Diese Datei gibt nichts über ihre Herkunft an.

Dass ein Nachweis oder Zeichen fehlt, stützt nichts: Plattformen entfernen sie aus Kameraaufnahmen und aus erzeugtem Material gleichermaßen.</translation>
  </message>
  <message>
   <source>Content credentials (C2PA)</source>
   <translation>Inhaltsnachweise (C2PA)</translation>
  </message>
  <message>
   <source>{name}, dated {dated}, {certificates} certificates, SHA-256 {sha256}</source>
   <translation>{name}, datiert {dated}, {certificates} Zertifikate, SHA-256 {sha256}</translation>
  </message>
  <message>
   <source>Read with</source>
   <translation>Gelesen mit</translation>
  </message>
  <message>
   <source>its own summary word: {value}</source>
   <translation>sein eigenes zusammenfassendes Wort: {value}</translation>
  </message>
  <message>
   <source>{signer_not_before} to {signer_not_after}</source>
   <translation>{signer_not_before} bis {signer_not_after}</translation>
  </message>
  <message>
   <source>signed</source>
   <translation>unterschrieben</translation>
  </message>
  <message>
   <source>not signed</source>
   <translation>nicht unterschrieben</translation>
  </message>
  <message>
   <source>Could be written by</source>
   <translation>Könnte geschrieben sein von</translation>
  </message>
  <message>
   <source>Supports</source>
   <translation>Stützt</translation>
  </message>
  <message>
   <source>Its absence would mean</source>
   <translation>Sein Fehlen würde bedeuten</translation>
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
   <source>Other statements</source>
   <translation>Andere Angaben</translation>
  </message>
  <message>
   <source>{signals} found</source>
   <translation>{signals} gefunden</translation>
  </message>
  <message>
   <source>Absence of a statement supports nothing.</source>
   <translation>Dass eine Angabe fehlt, stützt nichts.</translation>
  </message>
  <message>
   <source>Trust list ({role})</source>
   <translation>Vertrauensliste ({role})</translation>
  </message>
  <message>
   <source>Action asserted</source>
   <translation>Behauptete Handlung</translation>
  </message>
  <message>
   <source>failures: {failures}</source>
   <translation>Fehlschläge: {failures}</translation>
  </message>
  <message>
   <source>Ingredient ({relationship})</source>
   <translation>Bestandteil ({relationship})</translation>
  </message>
  <message>
   <source>Made with (claimed)</source>
   <translation>Gemacht mit (behauptet)</translation>
  </message>
  <message>
   <source>Name in the certificate</source>
   <translation>Name im Zertifikat</translation>
  </message>
  <message>
   <source>Issued by (claimed)</source>
   <translation>Ausgestellt von (behauptet)</translation>
  </message>
  <message>
   <source>Certificate valid</source>
   <translation>Zertifikat gültig</translation>
  </message>
  <message>
   <source>Signed at (claimed)</source>
   <translation>Unterschrieben am (behauptet)</translation>
  </message>
  <message>
   <source>Time-stamp authority</source>
   <translation>Zeitstempelstelle</translation>
  </message>
  <message>
   <source>Assertions</source>
   <translation>Behauptungen</translation>
  </message>
  <message>
   <source>Soft bindings</source>
   <translation>Weiche Bindungen</translation>
  </message>
  <message>
   <source>Identities</source>
   <translation>Identitäten</translation>
  </message>
  <message>
   <source>Not covered by the signature</source>
   <translation>Von der Unterschrift nicht erfasst</translation>
  </message>
  <message>
   <source>Add a step…</source>
   <translation>Schritt hinzufügen…</translation>
  </message>
  <message>
   <source>Layer…</source>
   <translation>Schicht…</translation>
  </message>
  <message>
   <source>Steps in order, joined by &gt;. None invents detail: each value comes from pixels, lines or frames around it.</source>
   <translation>Schritte der Reihe nach, verbunden durch &gt;. Keiner erfindet Einzelheiten: Jeder Wert kommt aus Punkten, Zeilen oder Bildern darum herum.</translation>
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
   <source>How much of the layer lies over the frame, in percent</source>
   <translation>Wie viel der Schicht über dem Bild liegt, in Prozent</translation>
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
   <source>{help} The steps are: {forms}.</source>
   <translation>{help} Die Schritte sind: {forms}.</translation>
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
   <source>&amp;Enter a value…</source>
   <translation>&amp;Wert eintragen…</translation>
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
   <source>Narrow: {name}</source>
   <translation>Eingrenzen: {name}</translation>
  </message>
  <message>
   <source>{name}: the row that is marked</source>
   <translation>{name}: die markierte Zeile</translation>
  </message>
  <message>
   <source>Quantity</source>
   <translation>Größe</translation>
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
   <source>Over time belong here: findings and notes, frame sizes and types, gaps, repeats, shots, quantisers, brightness, blockiness, noise, motion, the sound, a transcript, and the scores of methods. Examine the exhibit.</source>
   <translation>Über die Zeit gehören hierher: Befunde und Notizen, Größen und Arten der Bilder, Lücken, Wiederholungen, Einstellungen, Quantisierer, Helligkeit, Blockigkeit, Rauschen, Bewegung, der Ton, eine Abschrift und die Messwerte der Verfahren. Untersuchen Sie das Beweisstück.</translation>
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
   <source>{count} frames, showing {shown:.3f} s to {shown2:.3f} s</source>
   <translation>{count} Bilder, gezeigt {shown:.3f} s bis {shown2:.3f} s</translation>
  </message>
  <message>
   <source>, marked from {range:.3f} s to {range2:.3f} s</source>
   <translation>, markiert von {range:.3f} s bis {range2:.3f} s</translation>
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
   <source>(nothing beside)</source>
   <translation>(nichts daneben)</translation>
  </message>
  <message>
   <source>by time</source>
   <translation>nach Zeit</translation>
  </message>
  <message>
   <source>by frame number</source>
   <translation>nach Bildnummer</translation>
  </message>
  <message>
   <source>by alignment</source>
   <translation>nach Ausrichtung</translation>
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
   <source>Beside</source>
   <translation>Daneben</translation>
  </message>
  <message>
   <source>held</source>
   <translation>gehalten</translation>
  </message>
  <message>
   <source>offset</source>
   <translation>Versatz</translation>
  </message>
  <message>
   <source>Shown</source>
   <translation>Gezeigt</translation>
  </message>
  <message>
   <source>gain</source>
   <translation>Verstärkung</translation>
  </message>
  <message>
   <source>wipe</source>
   <translation>Wischen</translation>
  </message>
  <message>
   <source>Aligning both …</source>
   <translation>Beide werden ausgerichtet …</translation>
  </message>
  <message>
   <source>The frames of an exhibit belong here, each exactly as it is decoded.

Pick an exhibit that holds video or a picture.</source>
   <translation>Die Bilder eines Beweisstücks gehören hierher, jedes genau, wie es dekodiert wird.

Wählen Sie ein Beweisstück, das Video oder ein Bild enthält.</translation>
  </message>
  <message>
   <source>First frame (Home)</source>
   <translation>Erstes Bild (Pos1)</translation>
  </message>
  <message>
   <source>◀ shot</source>
   <translation>◀ Einst.</translation>
  </message>
  <message>
   <source>Beginning of the shot before (Page Up)</source>
   <translation>Anfang der Einstellung davor (Bild auf)</translation>
  </message>
  <message>
   <source>◀ key</source>
   <translation>◀ Schl.</translation>
  </message>
  <message>
   <source>Key frame before (Ctrl+Left)</source>
   <translation>Schlüsselbild davor (Strg+Links)</translation>
  </message>
  <message>
   <source>Ten frames back (Shift+Left)</source>
   <translation>Zehn Bilder zurück (Umschalt+Links)</translation>
  </message>
  <message>
   <source>One frame back (Left)</source>
   <translation>Ein Bild zurück (Links)</translation>
  </message>
  <message>
   <source>One frame on (Right)</source>
   <translation>Ein Bild vor (Rechts)</translation>
  </message>
  <message>
   <source>Ten frames on (Shift+Right)</source>
   <translation>Zehn Bilder vor (Umschalt+Rechts)</translation>
  </message>
  <message>
   <source>key ▶</source>
   <translation>Schl. ▶</translation>
  </message>
  <message>
   <source>Next key frame (Ctrl+Right)</source>
   <translation>Nächstes Schlüsselbild (Strg+Rechts)</translation>
  </message>
  <message>
   <source>shot ▶</source>
   <translation>Einst. ▶</translation>
  </message>
  <message>
   <source>Beginning of the next shot (Page Down)</source>
   <translation>Anfang der nächsten Einstellung (Bild ab)</translation>
  </message>
  <message>
   <source>Last frame (End)</source>
   <translation>Letztes Bild (Ende)</translation>
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
   <source>time or timecode</source>
   <translation>Zeit oder Timecode</translation>
  </message>
  <message>
   <source>Opening the frames …</source>
   <translation>Bilder werden geöffnet …</translation>
  </message>
  <message>
   <source>frame 0–{last}</source>
   <translation>Bild 0–{last}</translation>
  </message>
  <message>
   <source>frame {index}, {kind}</source>
   <translation>Bild {index}, {kind}</translation>
  </message>
  <message>
   <source>playing {value} × {speed}, {sound_words}</source>
   <translation>spielt {value} × {speed}, {sound_words}</translation>
  </message>
  <message>
   <source>; {late} frames took longer than they last</source>
   <translation>; {late} Bilder brauchten länger, als sie dauern</translation>
  </message>
  <message>
   <source>sound off</source>
   <translation>Ton aus</translation>
  </message>
  <message>
   <source>muted: sound is played forwards at half to double speed</source>
   <translation>stumm: Ton spielt vorwärts mit halbem bis doppeltem Tempo</translation>
  </message>
  <message>
   <source>sound on</source>
   <translation>Ton an</translation>
  </message>
  <message>
   <source>sound on, its pitch goes with the speed</source>
   <translation>Ton an, seine Höhe geht mit dem Tempo</translation>
  </message>
  <message>
   <source>forwards</source>
   <translation>vorwärts</translation>
  </message>
  <message>
   <source>backwards</source>
   <translation>rückwärts</translation>
  </message>
  <message>
   <source>Opening the frames</source>
   <translation>Bilder werden geöffnet</translation>
  </message>
  <message>
   <source>Closing the frames</source>
   <translation>Bilder werden geschlossen</translation>
  </message>
  <message>
   <source>Decoding sound</source>
   <translation>Ton wird dekodiert</translation>
  </message>
  <message>
   <source>Decoding a frame</source>
   <translation>Bild wird dekodiert</translation>
  </message>
  <message>
   <source>the exhibit was left before its frames were open</source>
   <translation>das Beweisstück wurde verlassen, bevor seine Bilder offen waren</translation>
  </message>
  <message>
   <source>Open a case folder (NAME.assay)</source>
   <translation>Einen Fallordner öffnen (NAME.assay)</translation>
  </message>
  <message>
   <source>What came of it</source>
   <translation>Was dabei herauskam</translation>
  </message>
  <message>
   <source>What came of it, in full</source>
   <translation>Was daraus wurde, vollständig</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>&amp;Copy</source>
   <translation>&amp;Kopieren</translation>
  </message>
  <message>
   <source>Show the &amp;folder</source>
   <translation>&amp;Ordner zeigen</translation>
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
   <source>What was found: address, date, account</source>
   <translation>Was gefunden wurde: Adresse, Datum, Konto</translation>
  </message>
  <message>
   <source>Log it</source>
   <translation>Eintragen</translation>
  </message>
  <message>
   <source>A search for {exhibit} that was made by hand</source>
   <translation>Eine Suche nach {exhibit}, die von Hand gemacht wurde</translation>
  </message>
  <message>
   <source>&amp;Where</source>
   <translation>&amp;Wo</translation>
  </message>
  <message>
   <source>With w&amp;hat</source>
   <translation>Wo&amp;mit</translation>
  </message>
  <message>
   <source>&amp;Outcome</source>
   <translation>&amp;Ergebnis</translation>
  </message>
  <message>
   <source>&amp;What was found</source>
   <translation>Was ge&amp;funden wurde</translation>
  </message>
  <message>
   <source>Read</source>
   <translation>Lesen</translation>
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
   <source>this machine has no device that makes sound</source>
   <translation>dieser Rechner hat kein Gerät, das Ton macht</translation>
  </message>
  <message>
   <source>no sound: {error}</source>
   <translation>kein Ton: {error}</translation>
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
   <source>Warn of graphic content</source>
   <translation>Vor verstörendem Inhalt warnen</translation>
  </message>
  <message>
   <source>What is to be seen in {exhibit}, so that a reader can prepare?</source>
   <translation>Was ist in {exhibit} zu sehen, damit man sich darauf einstellen kann?</translation>
  </message>
  <message>
   <source>Graphic content: {warned}</source>
   <translation>Verstörender Inhalt: {warned}</translation>
  </message>
  <message>
   <source>Veiled: press Ctrl+U to see this exhibit clearly.</source>
   <translation>Verhüllt: Strg+U zeigt dieses Beweisstück deutlich.</translation>
  </message>
  <message>
   <source>every exhibit is veiled until you ask</source>
   <translation>jedes Beweisstück ist verhüllt, bis Sie fragen</translation>
  </message>
  <message>
   <source>only restricted exhibits are veiled</source>
   <translation>nur beschränkte Beweisstücke sind verhüllt</translation>
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
   <source>{problems}; the first at {place}: {what}</source>
   <translation>{problems}; das erste bei {place}: {what}</translation>
  </message>
  <message>
   <source>Work is under way. Stop it and close the window? What was finished before is kept.</source>
   <translation>Eine Arbeit läuft. Anhalten und das Fenster schließen? Was vorher fertig war, bleibt erhalten.</translation>
  </message>
  <message>
   <source>Not done</source>
   <translation>Nicht getan</translation>
  </message>
  <message>
   <source>key: {name}</source>
   <translation>Schlüssel: {name}</translation>
  </message>
  <message>
   <source>head {size} · {root}…</source>
   <translation>Kopf {size} · {root}…</translation>
  </message>
  <message>
   <source>Merkle root of the custody log: {root}</source>
   <translation>Merkle-Wurzel des Protokolls: {root}</translation>
  </message>
  <message>
   <source>All stand on the page “Custody”.</source>
   <translation>Alle stehen auf der Seite „Verwahrung“.</translation>
  </message>
  <message>
   <source>Report {id} written: {names}</source>
   <translation>Bericht {id} geschrieben: {names}</translation>
  </message>
  <message>
   <source>Stopped. What was finished before is kept.</source>
   <translation>Angehalten. Was vorher fertig war, bleibt erhalten.</translation>
  </message>
  <message>
   <source>{again} stood in the case already: recorded as seen again.</source>
   <translation>{again} stand schon im Fall: als erneut gesehen verzeichnet.</translation>
  </message>
  <message>
   <source>Not added</source>
   <translation>Nicht hinzugefügt</translation>
  </message>
  <message>
   <source>Examined in part</source>
   <translation>Zum Teil untersucht</translation>
  </message>
  <message>
   <source>What was measured is kept.</source>
   <translation>Was gemessen wurde, bleibt erhalten.</translation>
  </message>
  <message>
   <source>This case is not as its log says</source>
   <translation>Dieser Fall ist nicht, wie sein Protokoll sagt</translation>
  </message>
  <message>
   <source>Verification found problems</source>
   <translation>Die Prüfung fand Probleme</translation>
  </message>
  <message>
   <source>Verified: no problem found, as far as this check can see.</source>
   <translation>Geprüft: kein Problem gefunden, soweit diese Prüfung sehen kann.</translation>
  </message>
  <message>
   <source>Report {id} stands in {folder}</source>
   <translation>Bericht {id} steht in {folder}</translation>
  </message>
  <message>
   <source>Close the window</source>
   <translation>Fenster schließen</translation>
  </message>
  <message>
   <source>{rows} examined: {total}.</source>
   <translation>{rows} untersucht: {total}.</translation>
  </message>
  <message>
   <source>{size:,} bytes</source>
   <translation>{size:,} Bytes</translation>
  </message>
  <message>
   <source>{step}: {done:,} of {total:,} {unit}</source>
   <translation>{step}: {done:,} von {total:,} {unit}</translation>
  </message>
  <message>
   <source>{size:,} bytes ({value:.1f} {name})</source>
   <translation>{size:,} Bytes ({value:.1f} {name})</translation>
  </message>
  <message>
   <source>not read: {reason}</source>
   <translation>nicht gelesen: {reason}</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
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
   <source>   ({count} more waiting)</source>
   <translation>   ({count} weitere warten)</translation>
  </message>
  <message>
   <source>{name}: stopping …</source>
   <translation>{name}: wird angehalten …</translation>
  </message>
  <message>
   <source>{statement} (not signed; could be written by {who})</source>
   <translation>{statement} (nicht unterschrieben; könnte geschrieben sein von: {who})</translation>
  </message>
  <message>
   <source>What was preserved</source>
   <translation>Was bewahrt ist</translation>
  </message>
  <message>
   <source>Nothing is preserved yet.</source>
   <translation>Noch ist nichts bewahrt.</translation>
  </message>
  <message>
   <source>What the file is</source>
   <translation>Was die Datei ist</translation>
  </message>
  <message>
   <source>What speaks from the file</source>
   <translation>Was aus der Datei spricht</translation>
  </message>
  <message>
   <source>What could not be measured</source>
   <translation>Was nicht gemessen werden konnte</translation>
  </message>
  <message>
   <source>What to do next</source>
   <translation>Was als Nächstes zu tun ist</translation>
  </message>
  <message>
   <source>{id}: {name}, {size} bytes, copied whole and read back from the disk.</source>
   <translation>{id}: {name}, {size} Bytes, ganz kopiert und vom Datenträger zurückgelesen.</translation>
  </message>
  <message>
   <source>Acquired again {when} by {by} (custody event {event}).</source>
   <translation>Noch einmal übernommen {when} von {by} (Ereignis {event}).</translation>
  </message>
  <message>
   <source>Acquired {when} by {by} (custody event {event}).</source>
   <translation>Übernommen {when} von {by} (Ereignis {event}).</translation>
  </message>
  <message>
   <source>… and {count} more findings: see their own page.</source>
   <translation>… und {count} weitere Befunde: siehe ihre eigene Seite.</translation>
  </message>
  <message>
   <source>… and {count} more statements: see their own page.</source>
   <translation>… und {count} weitere Angaben: siehe ihre eigene Seite.</translation>
  </message>
  <message>
   <source>{statement} (signed; could be written by {who})</source>
   <translation>{statement} (unterschrieben; könnte geschrieben sein von: {who})</translation>
  </message>
  <message>
   <source>… and {count} more reasons: see the page “Not measured”.</source>
   <translation>… und {count} weitere Gründe: siehe die Seite „Nicht gemessen“.</translation>
  </message>
  <message>
   <source>It was not examined yet.</source>
   <translation>Es wurde noch nicht untersucht.</translation>
  </message>
  <message>
   <source>Received from: {who}</source>
   <translation>Erhalten von: {who}</translation>
  </message>
  <message>
   <source>Source: {source}</source>
   <translation>Quelle: {source}</translation>
  </message>
  <message>
   <source>The {algorithm} that the sender gave is the same as the one computed here.</source>
   <translation>{algorithm}: Die Prüfsumme des Absenders ist dieselbe wie die hier berechnete.</translation>
  </message>
  <message>
   <source>The {algorithm} that the sender gave DIFFERS from the one computed here.</source>
   <translation>{algorithm}: Die Prüfsumme des Absenders WEICHT AB von der hier berechneten.</translation>
  </message>
  <message>
   <source>No digest came with it, so nothing says that it arrived as it was sent.</source>
   <translation>Keine Prüfsumme kam mit; also sagt nichts, dass die Datei so ankam, wie sie gesendet wurde.</translation>
  </message>
  <message>
   <source>Container: {container}</source>
   <translation>Container: {container}</translation>
  </message>
  <message>
   <source>Duration: {duration}</source>
   <translation>Dauer: {duration}</translation>
  </message>
  <message>
   <source>Streams: {codecs}</source>
   <translation>Ströme: {codecs}</translation>
  </message>
  <message>
   <source>Picture: {size} pixels</source>
   <translation>Bild: {size} Pixel</translation>
  </message>
  <message>
   <source>Frames a second, as the file states: {rate}</source>
   <translation>Bilder je Sekunde, wie die Datei angibt: {rate}</translation>
  </message>
  <message>
   <source>Frames that were decoded: {count}</source>
   <translation>Dekodierte Bilder: {count}</translation>
  </message>
  <message>
   <source>{observation}{where} It points towards {towards}; see its innocent explanations.</source>
   <translation>{observation}{where} Das weist in die Richtung von {towards}; siehe die unschuldigen Erklärungen.</translation>
  </message>
  <message>
   <source>Methods that run only when you ask for them: {names}.</source>
   <translation>Verfahren, die nur auf Anfrage laufen: {names}.</translation>
  </message>
  <message>
   <source>Examine it: nothing was measured yet.</source>
   <translation>Untersuchen Sie es: Noch wurde nichts gemessen.</translation>
  </message>
  <message>
   <source>The examination {id} {outcome}: examine it again.</source>
   <translation>Die Untersuchung {id} {outcome}: Untersuchen Sie noch einmal.</translation>
  </message>
  <message>
   <source>Content credentials (C2PA): {presence}. Their absence would support nothing.</source>
   <translation>Inhaltsnachweise (C2PA): {presence}. Ihr Fehlen würde nichts stützen.</translation>
  </message>
  <message>
   <source>{count} times that the container can hold: {reason}</source>
   <translation>{count} Zeiten, die der Container halten kann: {reason}</translation>
  </message>
  <message>
   <source>Content credentials (C2PA) are present: {answers}.</source>
   <translation>Inhaltsnachweise (C2PA) sind vorhanden: {answers}.</translation>
  </message>
  <message>
   <source>{names} and {count} more: {reason}</source>
   <translation>{names} und {count} weitere: {reason}</translation>
  </message>
  <message>
   <source>Intervals, gaps</source>
   <translation>Abstände, Lücken</translation>
  </message>
  <message>
   <source>ms</source>
   <translation>ms</translation>
  </message>
  <message>
   <source>Repeats, loops</source>
   <translation>Wiederholungen, Schleifen</translation>
  </message>
  <message>
   <source>Shots</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Frame sizes</source>
   <translation>Bildgrößen</translation>
  </message>
  <message>
   <source>QP</source>
   <translation>QP</translation>
  </message>
  <message>
   <source>Brightness</source>
   <translation>Helligkeit</translation>
  </message>
  <message>
   <source>of 255</source>
   <translation>von 255</translation>
  </message>
  <message>
   <source>Blockiness</source>
   <translation>Blockigkeit</translation>
  </message>
  <message>
   <source>Noise</source>
   <translation>Rauschen</translation>
  </message>
  <message>
   <source>Motion</source>
   <translation>Bewegung</translation>
  </message>
  <message>
   <source>there is no sound</source>
   <translation>es gibt keinen Ton</translation>
  </message>
  <message>
   <source>the container gives no times of the sound</source>
   <translation>der Container gibt keine Zeiten des Tons an</translation>
  </message>
  <message>
   <source>the container gives no times or lengths of the sound's packets</source>
   <translation>der Container gibt keine Zeiten oder Längen der Tonpakete an</translation>
  </message>
  <message>
   <source>none is kept: take the captions out of the file, or import one</source>
   <translation>keine ist behalten: Nehmen Sie die Untertitel aus der Datei, oder führen Sie welche ein</translation>
  </message>
  <message>
   <source>Waveform</source>
   <translation>Wellenform</translation>
  </message>
  <message>
   <source>Spectrogram</source>
   <translation>Spektrogramm</translation>
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
   <source>range</source>
   <translation>Bereich</translation>
  </message>
  <message>
   <source>box</source>
   <translation>Kasten</translation>
  </message>
  <message>
   <source>arrow</source>
   <translation>Pfeil</translation>
  </message>
  <message>
   <source>text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>measure</source>
   <translation>Maß</translation>
  </message>
  <message>
   <source>angle</source>
   <translation>Winkel</translation>
  </message>
  <message>
   <source>side by side</source>
   <translation>nebeneinander</translation>
  </message>
  <message>
   <source>only the first</source>
   <translation>nur das erste</translation>
  </message>
  <message>
   <source>only the second</source>
   <translation>nur das zweite</translation>
  </message>
  <message>
   <source>difference</source>
   <translation>Unterschied</translation>
  </message>
  <message>
   <source>strong</source>
   <translation>stark</translation>
  </message>
  <message>
   <source>some</source>
   <translation>etwas</translation>
  </message>
  <message>
   <source>little</source>
   <translation>wenig</translation>
  </message>
  <message>
   <source>nearly nothing</source>
   <translation>fast nichts</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>nichts</translation>
  </message>
  <message>
   <source>met</source>
   <translation>erfüllt</translation>
  </message>
  <message>
   <source>contradicted</source>
   <translation>widersprochen</translation>
  </message>
  <message>
   <source>not testable here</source>
   <translation>hier nicht prüfbar</translation>
  </message>
  <message>
   <source>listed product</source>
   <translation>geführtes Produkt</translation>
  </message>
  <message>
   <source>listed maker</source>
   <translation>geführter Hersteller</translation>
  </message>
  <message>
   <source>ingredient</source>
   <translation>Bestandteil</translation>
  </message>
  <message>
   <source>unlisted</source>
   <translation>nicht geführt</translation>
  </message>
  <message>
   <source>broken</source>
   <translation>gebrochen</translation>
  </message>
  <message>
   <source>other product</source>
   <translation>anderes Produkt</translation>
  </message>
  <message>
   <source>other kind of file</source>
   <translation>andere Art von Datei</translation>
  </message>
  <message>
   <source>not named</source>
   <translation>nicht genannt</translation>
  </message>
  <message>
   <source>c2pa product</source>
   <translation>C2PA-Produkt</translation>
  </message>
  <message>
   <source>output kind</source>
   <translation>Art der Ausgabe</translation>
  </message>
  <message>
   <source>durations</source>
   <translation>Dauern</translation>
  </message>
  <message>
   <source>longest</source>
   <translation>längste</translation>
  </message>
  <message>
   <source>frame rates</source>
   <translation>Bildraten</translation>
  </message>
  <message>
   <source>resolutions</source>
   <translation>Auflösungen</translation>
  </message>
  <message>
   <source>sound</source>
   <translation>Ton</translation>
  </message>
  <message>
   <source>signal</source>
   <translation>Signal</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keines</translation>
  </message>
  <message>
   <source>answer of a watermark service</source>
   <translation>Antwort eines Wasserzeichendienstes</translation>
  </message>
  <message>
   <source>answer of a detection service</source>
   <translation>Antwort eines Erkennungsdienstes</translation>
  </message>
  <message>
   <source>visible mark</source>
   <translation>sichtbares Zeichen</translation>
  </message>
  <message>
   <source>platform label</source>
   <translation>Hinweis der Plattform</translation>
  </message>
  <message>
   <source>asked for</source>
   <translation>erbeten</translation>
  </message>
  <message>
   <source>refused</source>
   <translation>verweigert</translation>
  </message>
  <message>
   <source>open</source>
   <translation>offen</translation>
  </message>
  <message>
   <source>published text</source>
   <translation>veröffentlichter Text</translation>
  </message>
  <message>
   <source>label</source>
   <translation>Hinweis</translation>
  </message>
  <message>
   <source>correction</source>
   <translation>Berichtigung</translation>
  </message>
  <message>
   <source>retraction</source>
   <translation>Widerruf</translation>
  </message>
  <message>
   <source>official anchors</source>
   <translation>amtliche Anker</translation>
  </message>
  <message>
   <source>time-stamp anchors</source>
   <translation>Zeitstempelanker</translation>
  </message>
  <message>
   <source>interim anchors</source>
   <translation>vorläufige Anker</translation>
  </message>
  <message>
   <source>interim signers</source>
   <translation>vorläufige Unterzeichner</translation>
  </message>
  <message>
   <source>own anchors</source>
   <translation>eigene Anker</translation>
  </message>
  <message>
   <source>identity anchors</source>
   <translation>Identitätsanker</translation>
  </message>
  <message>
   <source>claim-signing purposes</source>
   <translation>Zwecke für das Unterschreiben von Behauptungen</translation>
  </message>
  <message>
   <source>collector</source>
   <translation>sammelnd</translation>
  </message>
  <message>
   <source>examiner</source>
   <translation>untersuchend</translation>
  </message>
  <message>
   <source>reviewer</source>
   <translation>gegenprüfend</translation>
  </message>
  <message>
   <source>authoriser</source>
   <translation>freigebend</translation>
  </message>
  <message>
   <source>accepted</source>
   <translation>angenommen</translation>
  </message>
  <message>
   <source>lapsed</source>
   <translation>verfallen</translation>
  </message>
  <message>
   <source>Certification of a record generated by a process, FRE 902(13)</source>
   <translation>Bescheinigung eines Protokolls aus einem Verfahren, FRE 902(13)</translation>
  </message>
  <message>
   <source>Certification of data copied from a device, medium or file, FRE 902(14)</source>
   <translation>Bescheinigung kopierter Daten von Gerät, Medium oder Datei, FRE 902(14)</translation>
  </message>
  <message>
   <source>Contents of an expert's report, CrimPR 19.4</source>
   <translation>Inhalt eines Gutachtens, CrimPR 19.4</translation>
  </message>
  <message>
   <source>Ask whoever sent it for the original file as the device wrote it, and for that file's SHA-256 by another way.</source>
   <translation>Bitten Sie, wer immer sie schickte, um die Originaldatei, wie das Gerät sie schrieb, und auf anderem Weg um deren SHA-256.</translation>
  </message>
  <message>
   <source>Archive the post or message in which it was found, with its address, account, caption and date.</source>
   <translation>Archivieren Sie den Beitrag oder die Nachricht, in der die Datei gefunden wurde, mit Adresse, Konto, Bildunterschrift und Datum.</translation>
  </message>
  <message>
   <source>Search for earlier copies with key frames from this file, and note also the searches that find nothing.</source>
   <translation>Suchen Sie mit Schlüsselbildern aus dieser Datei nach früheren Kopien, und verzeichnen Sie auch Suchen, die nichts finden.</translation>
  </message>
  <message>
   <source>Have a second person look at each finding and at its innocent explanations before anybody concludes.</source>
   <translation>Lassen Sie eine zweite Person jeden Befund und seine unschuldigen Erklärungen ansehen, bevor jemand schließt.</translation>
  </message>
  <message>
   <source>No single line on this page decides anything. A watermark, credential or tag that is not there supports nothing: platforms remove them from camera footage and from generated footage alike.</source>
   <translation>Keine einzelne Zeile auf dieser Seite entscheidet etwas. Ein Wasserzeichen, Nachweis oder Tag, das nicht da ist, stützt nichts: Plattformen entfernen sie aus Kameraaufnahmen und aus erzeugtem Material gleichermaßen.</translation>
  </message>
  <message>
   <source>No method made a finding and the file states nothing about its origin. No single line on this page decides anything. A watermark, credential or tag that is not there supports nothing: platforms remove them from camera footage and from generated footage alike.</source>
   <translation>Kein Verfahren machte einen Befund, und die Datei gibt nichts über ihre Herkunft an. Keine einzelne Zeile auf dieser Seite entscheidet etwas. Ein Wasserzeichen, Nachweis oder Tag, das nicht da ist, stützt nichts: Plattformen entfernen sie aus Kameraaufnahmen und aus erzeugtem Material gleichermaßen.</translation>
  </message>
  <message>
   <source>no gap</source>
   <translation>keine Lücke</translation>
  </message>
  <message>
   <source>none to the bit</source>
   <translation>keine bis aufs Bit</translation>
  </message>
  <message>
   <source>none begins abruptly but the first</source>
   <translation>keine beginnt abrupt außer der ersten</translation>
  </message>
  <message>
   <source>this examination did not measure it</source>
   <translation>diese Untersuchung hat es nicht gemessen</translation>
  </message>
  <message>
   <source>on the codec's scale, mean of the frame</source>
   <translation>auf der Skala des Codecs, Mittel des Bildes</translation>
  </message>
  <message>
   <source>× the steps between blocks</source>
   <translation>× die Stufen zwischen Blöcken</translation>
  </message>
  <message>
   <source>grey levels</source>
   <translation>Graustufen</translation>
  </message>
  <message>
   <source>pixels at a longest side of 240</source>
   <translation>Pixel bei längster Seite 240</translation>
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
   <source>unknown</source>
   <translation>unbekannt</translation>
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
