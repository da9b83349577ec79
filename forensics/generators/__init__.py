"""What is known of systems that generate video: dated claims with their sources, and a file held against them."""
