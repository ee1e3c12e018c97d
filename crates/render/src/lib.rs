//! Reports and letters of Sartor as text, Markdown and HTML.
