"""The laundering benchmark: copies made from known footage by known transforms, looked for by us and by peers."""
