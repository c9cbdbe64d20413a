# nplus1_check(TARGET [INCREMENTAL] [ARGS argument ...])
#
# Adds a target "nplus1-TARGET" that runs nplus1 on the sources of TARGET, and the
# target "nplus1" that runs all of these. Needs CMAKE_EXPORT_COMPILE_COMMANDS=ON
# and a generator that honours it (Ninja, Makefiles).
#
#   find_package(nplus1)            # or include(.../NPlus1Check.cmake)
#   nplus1_check(shop ARGS --fail-on certain)
#   cmake --build build --target nplus1-shop
#
# INCREMENTAL makes each source's analysis a build step of its own ("nplus1 facts"),
# which runs again only when the source, a header that it read, or a command changes;
# ARGS are then options of "nplus1 link". For projects that share a build cache, or
# are built on several machines.
include_guard(GLOBAL)

function(nplus1_check TARGET)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "INCREMENTAL" "" "ARGS")
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "nplus1_check(${TARGET}): unknown argument '${ARG_UNPARSED_ARGUMENTS}'; write options after ARGS")
  endif()
  if(NOT TARGET ${TARGET})
    message(FATAL_ERROR "nplus1_check(${TARGET}): there is no target '${TARGET}'; call it after add_executable or add_library")
  endif()
  if(NOT CMAKE_EXPORT_COMPILE_COMMANDS)
    message(FATAL_ERROR "nplus1_check(${TARGET}): set CMAKE_EXPORT_COMPILE_COMMANDS to ON before the first target")
  endif()
  # Not searched for below the build folder or in the project: what runs is what the
  # user has installed or named.
  find_program(NPLUS1_PROGRAM nplus1 DOC "The nplus1 program")
  if(NOT NPLUS1_PROGRAM)
    message(WARNING "nplus1_check(${TARGET}): nplus1 was not found; set NPLUS1_PROGRAM. The target does nothing")
    return()
  endif()

  get_target_property(SOURCES ${TARGET} SOURCES)
  get_target_property(FOLDER ${TARGET} SOURCE_DIR)
  set(FILES)
  foreach(SOURCE IN LISTS SOURCES)
    if(SOURCE MATCHES "^\\$<" OR NOT SOURCE MATCHES "\\.(c|cc|cpp|cxx|c\\+\\+|C)$")
      continue()
    endif()
    get_filename_component(SOURCE "${SOURCE}" ABSOLUTE BASE_DIR "${FOLDER}")
    list(APPEND FILES "${SOURCE}")
  endforeach()
  if(NOT FILES)
    message(FATAL_ERROR "nplus1_check(${TARGET}): the target has no C++ sources")
  endif()

  get_target_property(NEEDED ${TARGET} MANUALLY_ADDED_DEPENDENCIES)
  if(NOT NEEDED)
    set(NEEDED)
  endif()
  set(RUN check -p "${CMAKE_BINARY_DIR}" ${ARG_ARGS} ${FILES})
  set(ALL_FACTS)
  if(ARG_INCREMENTAL)
    foreach(FILE IN LISTS FILES)
      string(MD5 NAME "${FILE}")
      set(FACTS "${CMAKE_BINARY_DIR}/nplus1/${TARGET}/${NAME}.facts")
      add_custom_command(OUTPUT "${FACTS}"
        COMMAND "${CMAKE_COMMAND}" -E make_directory "${CMAKE_BINARY_DIR}/nplus1/${TARGET}"
        COMMAND "${NPLUS1_PROGRAM}" facts "${FILE}" -p "${CMAKE_BINARY_DIR}" -o "${FACTS}"
                --depfile "${FACTS}.d"
        # The command is in the database; a run in which it has not changed is quick,
        # because results are kept in the user's cache, too.
        DEPENDS "${FILE}" "${CMAKE_BINARY_DIR}/compile_commands.json" ${NEEDED}
        DEPFILE "${FACTS}.d"
        WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
        COMMENT "Looking for queries in ${FILE}" VERBATIM)
      list(APPEND ALL_FACTS "${FACTS}")
    endforeach()
    set(RUN link ${ARG_ARGS} ${ALL_FACTS})
  endif()

  add_custom_target(nplus1-${TARGET}
    COMMAND "${NPLUS1_PROGRAM}" ${RUN}
    DEPENDS ${ALL_FACTS}
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
    COMMENT "Looking for N+1 queries in ${TARGET}"
    USES_TERMINAL VERBATIM)
  # Headers that the build generates must be there.
  if(NEEDED)
    add_dependencies(nplus1-${TARGET} ${NEEDED})
  endif()
  if(NOT TARGET nplus1)
    add_custom_target(nplus1)
  endif()
  get_target_property(IS_OURS nplus1 TYPE)
  if(IS_OURS STREQUAL "UTILITY")
    add_dependencies(nplus1 nplus1-${TARGET})
  endif()
endfunction()
