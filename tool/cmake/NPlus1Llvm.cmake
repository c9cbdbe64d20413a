# Finds LLVM and Clang 19 as Debian packages them and offers
#   nplus1_clang      headers, definitions and the two shared libraries
find_package(LLVM 19.1 REQUIRED CONFIG HINTS /usr/lib/llvm-19)
# From the same installation: a machine may hold several versions.
find_package(Clang REQUIRED CONFIG PATHS "${LLVM_INSTALL_PREFIX}/lib/cmake/clang" NO_DEFAULT_PATH)
if(NOT LLVM_VERSION_MAJOR EQUAL 19)
  message(FATAL_ERROR "nplus1 is built against LLVM 19; found ${LLVM_PACKAGE_VERSION} in ${LLVM_DIR}")
endif()

# Where libc++abi-19-dev is installed, LLVM's folder has a cxxabi.h of its own. It must not hide
# libstdc++'s, so the folder is searched last.
add_library(nplus1_llvm INTERFACE)
foreach(FOLDER ${LLVM_INCLUDE_DIRS})
  target_compile_options(nplus1_llvm INTERFACE "SHELL:-idirafter ${FOLDER}")
endforeach()
separate_arguments(NPLUS1_LLVM_DEFINITIONS NATIVE_COMMAND "${LLVM_DEFINITIONS}")
target_compile_definitions(nplus1_llvm INTERFACE ${NPLUS1_LLVM_DEFINITIONS})
target_link_libraries(nplus1_llvm INTERFACE LLVM)
# Debian builds LLVM without RTTI: a class derived from one of its classes must be, too.
target_compile_options(nplus1_llvm INTERFACE $<$<NOT:$<BOOL:${LLVM_ENABLE_RTTI}>>:-fno-rtti>)

add_library(nplus1_clang INTERFACE)
foreach(FOLDER ${CLANG_INCLUDE_DIRS})
  target_compile_options(nplus1_clang INTERFACE "SHELL:-idirafter ${FOLDER}")
endforeach()
target_link_libraries(nplus1_clang INTERFACE nplus1_llvm clang-cpp)

set(NPLUS1_CLANG_VERSION "${LLVM_PACKAGE_VERSION}")
set(NPLUS1_LLVM_TOOLS_DIR "${LLVM_TOOLS_BINARY_DIR}")
