//! Every thing that the job cards of the back-end role name is known, in both languages.
