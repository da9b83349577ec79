"""What others made of a clip, taken into a case: recognised by content, held against its own integrity marks."""
