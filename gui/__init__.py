"""The window: shows what casefiles returns and asks it for more; computes nothing and decodes nothing."""
