"""What each part of a document says, in version 3 of the standard or 1, in the many ways in which feeds write it."""
