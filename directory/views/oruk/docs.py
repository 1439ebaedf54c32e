"""What the feed says of itself: for programs, and for the people who write them."""
