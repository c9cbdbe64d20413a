"""Where the rules find the program.

    load("//tool/bazel:repository.bzl", "nplus1_program")

    nplus1_program(name = "nplus1_program")                       # the nplus1 on the PATH
    nplus1_program(name = "nplus1_program", path = "/opt/nplus1") # another
"""

def _impl(repository_ctx):
    path = repository_ctx.attr.path or repository_ctx.which("nplus1")
    if not path:
        fail("nplus1 is not on the PATH; install it, or give nplus1_program a path")
    repository_ctx.symlink(path, "nplus1")
    repository_ctx.file("BUILD.bazel", 'exports_files(["nplus1"], visibility = ["//visibility:public"])\n')

nplus1_program = repository_rule(
    implementation = _impl,
    doc = "Makes an installed nplus1 known as @nplus1_program//:nplus1.",
    attrs = {"path": attr.string(doc = "absolute path of the program; empty: look on the PATH")},
    environ = ["PATH"],
    local = True,
)
