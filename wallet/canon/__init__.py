"""JSON to canonical bytes: JCS (RFC 8785), JSON-LD to RDF statements, RDFC-1.0."""
