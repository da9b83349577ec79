"""The report: one frozen document of a case at its head, and its renderings as JSON, HTML and PDF."""
