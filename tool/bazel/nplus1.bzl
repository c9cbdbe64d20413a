"""Phase 1 of nplus1 as ordinary Bazel actions: sandboxed, cached, remotely executable.

    load("//tool/bazel:nplus1.bzl", "nplus1_facts", "nplus1_test")

    nplus1_facts(name = "shop_facts", srcs = ["orders.cpp"], hdrs = ["model.h"], copts = ["-std=c++17"])
    nplus1_test(name = "shop_nplus1", deps = [":shop_facts"])

nplus1_test may also be given targets with CcInfo (cc_library, cc_binary): the aspect
nplus1_aspect makes facts of their sources with the include folders and defines that they
compile with. docs/build-actions.md has more.
"""

Nplus1Info = provider(
    doc = "What nplus1 knows of a target.",
    fields = {
        "facts": "depset of the facts files of the target and what it depends on",
        "sources": "depset of files that excerpts and fixes are taken from",
    },
)

_CXX = ("cc", "cpp", "cxx", "c++", "C")

_PROGRAM = {
    "_nplus1": attr.label(
        default = Label("@nplus1_program//:nplus1"),
        executable = True,
        cfg = "exec",
        allow_files = True,
    ),
}

def _facts_action(ctx, source, headers, flags, profiles):
    facts = ctx.actions.declare_file("_nplus1/%s/%s.facts" % (ctx.label.name, source.short_path))
    arguments = ctx.actions.args()
    arguments.add("facts")
    arguments.add(source)
    arguments.add("-o", facts)
    arguments.add("--no-cache")
    arguments.add_all(profiles, before_each = "--profile")
    arguments.add("--")
    arguments.add("clang++")
    arguments.add_all(flags)
    arguments.add("-c")
    arguments.add(source)
    ctx.actions.run(
        executable = ctx.executable._nplus1,
        arguments = [arguments],
        inputs = depset([source], transitive = [headers]),
        outputs = [facts],
        mnemonic = "Nplus1Facts",
        progress_message = "Looking for queries in %s" % source.short_path,
    )
    return facts

def _is_cxx(file):
    return file.extension in _CXX

def _facts_impl(ctx):
    headers = depset(ctx.files.hdrs)
    flags = ctx.attr.copts + ["-I" + folder for folder in ctx.attr.includes]
    facts = [
        _facts_action(ctx, source, headers, flags, ctx.attr.profiles)
        for source in ctx.files.srcs
        if _is_cxx(source)
    ]
    inner = [dep[Nplus1Info] for dep in ctx.attr.deps]
    all_facts = depset(facts, transitive = [info.facts for info in inner])
    return [
        DefaultInfo(files = all_facts),
        Nplus1Info(
            facts = all_facts,
            sources = depset(ctx.files.srcs + ctx.files.hdrs, transitive = [info.sources for info in inner]),
        ),
    ]

nplus1_facts = rule(
    implementation = _facts_impl,
    doc = "Facts of C++ sources, one action for each. Needs no C++ toolchain.",
    attrs = dict(
        _PROGRAM,
        srcs = attr.label_list(allow_files = True, doc = "C++ files"),
        hdrs = attr.label_list(allow_files = True, doc = "every header of the project that they include"),
        copts = attr.string_list(doc = "flags that decide what the code means, such as -std=c++17, -D, -isystem"),
        includes = attr.string_list(doc = "folders for -I, relative to the workspace"),
        profiles = attr.string_list(doc = "names of profiles; none: all built-in ones"),
        deps = attr.label_list(providers = [Nplus1Info], doc = "other nplus1_facts to link with"),
    ),
)

def _aspect_impl(target, ctx):
    if Nplus1Info in target:
        return []  # an nplus1_facts
    inner = [
        dep[Nplus1Info]
        for name in ("deps", "implementation_deps")
        for dep in getattr(ctx.rule.attr, name, [])
        if Nplus1Info in dep
    ]
    facts = []
    sources = []
    if CcInfo in target:
        context = target[CcInfo].compilation_context
        flags = ["-D" + define for define in context.defines.to_list() + context.local_defines.to_list()]
        for folder in context.includes.to_list():
            flags.append("-I" + folder)
        for folder in context.quote_includes.to_list():
            flags += ["-iquote", folder]
        for folder in context.system_includes.to_list():
            flags += ["-isystem", folder]
        flags += ctx.fragments.cpp.cxxopts + getattr(ctx.rule.attr, "copts", [])
        for attribute in getattr(ctx.rule.attr, "srcs", []):
            for source in attribute.files.to_list():
                sources.append(source)
                if _is_cxx(source):
                    facts.append(_facts_action(ctx, source, context.headers, flags, []))
        sources += context.direct_headers
    return [Nplus1Info(
        facts = depset(facts, transitive = [info.facts for info in inner]),
        sources = depset(sources, transitive = [info.sources for info in inner]),
    )]

nplus1_aspect = aspect(
    implementation = _aspect_impl,
    doc = "Facts of the C++ sources of a target and of its deps.",
    attr_aspects = ["deps", "implementation_deps"],
    attrs = _PROGRAM,
    fragments = ["cpp"],
)

def _test_impl(ctx):
    infos = [dep[Nplus1Info] for dep in ctx.attr.deps]
    facts = depset(transitive = [info.facts for info in infos])
    sources = depset(transitive = [info.sources for info in infos])
    listed = ctx.actions.declare_file(ctx.label.name + ".list")
    ctx.actions.write(listed, "".join([file.short_path + "\n" for file in facts.to_list()]))
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    words = [ctx.executable._nplus1.short_path, "link", "@" + listed.short_path] + ctx.attr.args_of_link
    ctx.actions.write(
        script,
        "#!/bin/sh\nexec " + " ".join(["'" + word.replace("'", "'\\''") + "'" for word in words]) + "\n",
        is_executable = True,
    )
    runfiles = ctx.runfiles(
        files = [listed, ctx.executable._nplus1] + ctx.files.data,
        transitive_files = depset(transitive = [facts, sources]),
    )
    return [DefaultInfo(executable = script, runfiles = runfiles)]

nplus1_test = rule(
    implementation = _test_impl,
    doc = "Links the facts of all deps; fails if there are findings.",
    test = True,
    attrs = dict(
        _PROGRAM,
        deps = attr.label_list(aspects = [nplus1_aspect], doc = "nplus1_facts, cc_library or cc_binary"),
        data = attr.label_list(allow_files = True, doc = "a baseline, a configuration"),
        args_of_link = attr.string_list(doc = "options of 'nplus1 link', such as --fail-on certain"),
    ),
)
