@rem npm scripts begin with exec, so that a shell hands its place and its signals on to Node; Windows has no such word.
@%*
