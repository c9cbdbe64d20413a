//===- OutcomeCodec.h - What workers answer, as bytes ----------------------===//
//
// From a worker process to the driver, and into the cache.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/UnitAnalysis.h"
#include "driver/UnitScan.h"
#include "support/ByteStream.h"

#include <optional>

namespace nplus1 {

/// Lookups as a part of something larger.
void encodeLookups(ByteWriter &Into, const Lookups &Seen);
void decodeLookups(ByteReader &From, Lookups &Seen);

std::string encodeOutcome(const UnitOutcome &Outcome);

/// Nothing if \p Bytes are cut, damaged, or of another version.
std::optional<UnitOutcome> decodeOutcome(llvm::StringRef Bytes);

std::string encodeFiles(const UnitFiles &Files);

/// Nothing if \p Bytes are cut or damaged.
std::optional<UnitFiles> decodeFiles(llvm::StringRef Bytes);

} // namespace nplus1
