"""Services, groups and places as FHIR R4 resources in the shape of UK Core, and how FHIR asks for them. Pure."""
