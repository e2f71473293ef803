"""Work that must not take this process with it: done by processes of our own, ended with all that they have started."""
