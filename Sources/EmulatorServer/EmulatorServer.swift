// Placeholder of the skeleton; the first file of this room replaces it.
