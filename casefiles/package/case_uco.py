"""The exhibits and what was done to them as a CASE/UCO graph (JSON-LD), for laboratories that exchange such graphs.

Terms are those of CASE 1.4 and UCO 1.4. BLAKE3 is left out: the vocabulary of hash methods does not name it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping

from casefiles.case import Case
from casefiles.package.scope import Scope
from casefiles.report.escape import visible
from casefiles.views import AcquisitionRow, ExaminationRow, ExhibitRow
from forensics.codec import Json

Node = dict[str, Json]
_CASE, _UCO = "https://ontology.caseontology.org/case/", "https://ontology.unifiedcyberontology.org/uco/"
CONTEXT: Mapping[str, str] = {
    "case-investigation": f"{_CASE}investigation/",
    "uco-action": f"{_UCO}action/",
    "uco-core": f"{_UCO}core/",
    "uco-identity": f"{_UCO}identity/",
    "uco-observable": f"{_UCO}observable/",
    "uco-tool": f"{_UCO}tool/",
    "uco-types": f"{_UCO}types/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
METHODS = {"sha256": "SHA256", "sha512": "SHA512", "sha1": "SHA1", "md5": "MD5"}


def graph(case: Case, scope: Scope, description: Mapping[str, Json]) -> bytes:
    """Return the graph as JSON-LD; the same case, scope and description give the same bytes."""
    named = _Names(uuid.UUID(case.id))
    nodes = list(_nodes(case, scope, description, named))
    context: dict[str, Json] = {**CONTEXT, "kb": f"urn:assay:{case.id}:"}
    return json.dumps({"@context": context, "@graph": [*nodes]}, ensure_ascii=False, indent=1).encode() + b"\n"


class _Names:
    """Ids of nodes: always the same for the same thing in the same case."""

    def __init__(self, case: uuid.UUID) -> None:
        self._case = case

    def __call__(self, kind: str, what: str = "") -> str:
        return f"kb:{kind}-{uuid.uuid5(self._case, f'{kind} {what}')}"

    def link(self, kind: str, what: str = "") -> Node:
        return {"@id": self(kind, what)}


def _nodes(case: Case, scope: Scope, description: Mapping[str, Json], named: _Names) -> Iterator[Node]:
    tool, _, version = str(description["tool"]).partition(" ")
    yield {"@id": named("tool"), "@type": "uco-tool:Tool", "uco-core:name": tool, "uco-tool:version": version}
    people: dict[str, None] = {}
    objects: list[Json] = []
    for exhibit in scope.exhibits:
        row = case.row(exhibit)
        yield _file(row, named)
        yield _record(row, named)
        objects += [named.link("file", row.id), named.link("provenance-record", row.id)]
        for acquisition in case.acquisitions(exhibit):
            people[acquisition.by] = None
            yield _acquisition(acquisition, named)
            objects.append(named.link("action", acquisition.id))
        for examination in case.examinations(exhibit):
            people[examination.by] = None
            yield _examination(examination, named)
            objects.append(named.link("action", examination.id))
    for name in people:
        yield {"@id": named("person", name), "@type": "uco-identity:Person", "uco-core:name": visible(name)}
        objects.append(named.link("person", name))
    yield {
        "@id": named("investigation"),
        "@type": "case-investigation:Investigation",
        "uco-core:name": visible(case.name),
        "uco-core:description": f"Custody log {case.id}, head {description['head']}",
        "uco-core:object": [named.link("tool"), *objects],
    }


def _file(row: ExhibitRow, named: _Names) -> Node:
    hashes: list[Json] = [
        {
            "@id": named("hash", f"{row.id} {one.algorithm}"),
            "@type": "uco-types:Hash",
            "uco-types:hashMethod": METHODS[one.algorithm],
            "uco-types:hashValue": {"@type": "xsd:hexBinary", "@value": one.value.upper()},
        }
        for one in row.digests
        if one.algorithm in METHODS
    ]
    size: Node = {"@type": "xsd:integer", "@value": str(row.size)}
    return {
        "@id": named("file", row.id),
        "@type": "uco-observable:File",
        "uco-core:hasFacet": [
            {
                "@id": named("file-facet", row.id),
                "@type": "uco-observable:FileFacet",
                "uco-observable:fileName": visible(row.name),
                "uco-observable:sizeInBytes": size,
            },
            {
                "@id": named("content-data-facet", row.id),
                "@type": "uco-observable:ContentDataFacet",
                "uco-observable:sizeInBytes": size,
                "uco-observable:hash": hashes,
            },
        ],
    }


def _record(row: ExhibitRow, named: _Names) -> Node:
    return {
        "@id": named("provenance-record", row.id),
        "@type": "case-investigation:ProvenanceRecord",
        "case-investigation:exhibitNumber": row.id,
        "uco-core:description": "Original as acquired; its custody stands in the log of the case.",
        "uco-core:object": [named.link("file", row.id)],
    }


def _acquisition(row: AcquisitionRow, named: _Names) -> Node:
    return _action(row.id, f"acquisition {row.id} of {row.exhibit}", row.started, row.ended, named) | {
        "uco-action:performer": named.link("person", row.by),
        "uco-action:result": [named.link("file", row.exhibit), named.link("provenance-record", row.exhibit)],
    }


def _examination(row: ExaminationRow, named: _Names) -> Node:
    return _action(row.id, f"examination {row.id} of {row.exhibit}", row.started, row.ended, named) | {
        "uco-action:performer": named.link("person", row.by),
        "uco-action:object": [named.link("file", row.exhibit)],
        "uco-core:description": visible(f"Outcome: {row.outcome}. {row.results} results, {row.findings} findings."),
    }


def _action(identifier: str, name: str, started: str, ended: str, named: _Names) -> Node:
    return {
        "@id": named("action", identifier),
        "@type": "case-investigation:InvestigativeAction",
        "uco-core:name": name,
        "uco-action:startTime": {"@type": "xsd:dateTime", "@value": started},
        "uco-action:endTime": {"@type": "xsd:dateTime", "@value": ended},
        "uco-action:instrument": [named.link("tool")],
    }
