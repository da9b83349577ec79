"""Side by side with peers; quoted as ratios."""
