# nplus1_library(NAME [CLANG] SOURCES ... DEPENDS ...)   one folder of lib/, as target nplus1_NAME
# nplus1_test(NAME SOURCES ... DEPENDS ...)              one GoogleTest binary, its cases as ctest tests
# nplus1_embed(TARGET OUTPUT NAMESPACE FILES...)         text files as a table in a .cpp

set(NPLUS1_WARNINGS -Wall -Wextra -Wpedantic -Werror -Wno-unused-parameter)
find_package(nlohmann_json 3.11 REQUIRED)
find_program(NPLUS1_CCACHE ccache)

# nplus1_precompile(NAME LIBRARIES... HEADERS...)   target NAME, whose headers others take with REUSE_FROM: most
# files include the same headers, and those of Clang, GoogleTest and JSON take seconds each to parse.
function(nplus1_precompile NAME)
  cmake_parse_arguments(ARG "" "" "LIBRARIES;HEADERS;OPTIONS" ${ARGN})
  file(WRITE "${CMAKE_BINARY_DIR}/pch/${NAME}.cpp" "")
  add_library(${NAME} STATIC "${CMAKE_BINARY_DIR}/pch/${NAME}.cpp")
  target_link_libraries(${NAME} PUBLIC ${ARG_LIBRARIES})
  target_compile_options(${NAME} PRIVATE ${NPLUS1_WARNINGS} ${ARG_OPTIONS})
  target_precompile_headers(${NAME} PRIVATE ${ARG_HEADERS})
endfunction()

set(NPLUS1_COMMON_HEADERS <llvm/Support/Error.h> <llvm/ADT/StringMap.h> <nlohmann/json.hpp>
  <filesystem> <map> <optional> <set> <sstream> <string> <vector>)
set(NPLUS1_CLANG_HEADERS
  <clang/AST/ASTContext.h> <clang/AST/RecursiveASTVisitor.h> <clang/ASTMatchers/ASTMatchers.h>
  <clang/ASTMatchers/ASTMatchFinder.h> <clang/Frontend/CompilerInstance.h> <clang/Tooling/Tooling.h>
  <clang/Lex/Lexer.h>)
nplus1_precompile(nplus1_common_pch
  LIBRARIES nplus1_llvm nlohmann_json::nlohmann_json HEADERS ${NPLUS1_COMMON_HEADERS})
nplus1_precompile(nplus1_clang_pch
  LIBRARIES nplus1_clang nlohmann_json::nlohmann_json HEADERS ${NPLUS1_CLANG_HEADERS} ${NPLUS1_COMMON_HEADERS})
# Tests run once: little optimisation builds in half the time.
set(NPLUS1_TEST_OPTIONS $<$<CONFIG:Release>:-O1>)
if(NPLUS1_BUILD_TESTS)
  find_package(GTest 1.12 REQUIRED)
  nplus1_precompile(nplus1_test_pch OPTIONS ${NPLUS1_TEST_OPTIONS}
    LIBRARIES nplus1_llvm nlohmann_json::nlohmann_json GTest::gmock
    HEADERS ${NPLUS1_COMMON_HEADERS} <gmock/gmock.h>)
  nplus1_precompile(nplus1_clang_test_pch OPTIONS ${NPLUS1_TEST_OPTIONS}
    LIBRARIES nplus1_clang nlohmann_json::nlohmann_json GTest::gmock
    HEADERS ${NPLUS1_CLANG_HEADERS} ${NPLUS1_COMMON_HEADERS} <gmock/gmock.h>)
endif()

function(nplus1_library NAME)
  cmake_parse_arguments(ARG "CLANG" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(nplus1_${NAME} STATIC ${ARG_SOURCES})
  target_include_directories(nplus1_${NAME} PUBLIC "${PROJECT_SOURCE_DIR}/lib")
  target_compile_options(nplus1_${NAME} PRIVATE ${NPLUS1_WARNINGS})
  foreach(DEPENDENCY ${ARG_DEPENDS})
    target_link_libraries(nplus1_${NAME} PUBLIC nplus1_${DEPENDENCY})
  endforeach()
  target_link_libraries(nplus1_${NAME} PUBLIC nplus1_llvm nlohmann_json::nlohmann_json)
  if(ARG_CLANG)
    target_link_libraries(nplus1_${NAME} PUBLIC nplus1_clang)
    target_precompile_headers(nplus1_${NAME} REUSE_FROM nplus1_clang_pch)
  else()
    target_precompile_headers(nplus1_${NAME} REUSE_FROM nplus1_common_pch)
  endif()
endfunction()

function(nplus1_test NAME)
  cmake_parse_arguments(ARG "CLANG" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${NAME}_tests ${ARG_SOURCES})
  target_compile_options(${NAME}_tests PRIVATE ${NPLUS1_WARNINGS} ${NPLUS1_TEST_OPTIONS})
  target_include_directories(${NAME}_tests PRIVATE "${PROJECT_SOURCE_DIR}/lib" "${PROJECT_SOURCE_DIR}/test")
  target_compile_definitions(${NAME}_tests PRIVATE
    NPLUS1_SOURCE_DIR="${PROJECT_SOURCE_DIR}" NPLUS1_BINARY_DIR="${PROJECT_BINARY_DIR}"
    NPLUS1_TOOL="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/nplus1")
  foreach(DEPENDENCY ${ARG_DEPENDS})
    target_link_libraries(${NAME}_tests PRIVATE nplus1_${DEPENDENCY})
  endforeach()
  if(ARG_CLANG)
    target_precompile_headers(${NAME}_tests REUSE_FROM nplus1_clang_test_pch)
  else()
    target_precompile_headers(${NAME}_tests REUSE_FROM nplus1_test_pch)
  endif()
  target_link_libraries(${NAME}_tests PRIVATE GTest::gtest_main GTest::gmock)
  gtest_discover_tests(${NAME}_tests TEST_PREFIX "${NAME}: " DISCOVERY_TIMEOUT 60)
endfunction()

function(nplus1_embed OUTPUT TABLE)
  add_custom_command(OUTPUT "${OUTPUT}"
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${OUTPUT}" "-DTABLE=${TABLE}" "-DFILES=${ARGN}"
            -P "${PROJECT_SOURCE_DIR}/tool/cmake/Embed.cmake"
    DEPENDS ${ARGN} "${PROJECT_SOURCE_DIR}/tool/cmake/Embed.cmake"
    COMMENT "Embedding ${TABLE}" VERBATIM)
endfunction()
