// The audit chain: one line for every view and every decision, each bound to the one before by a hash (BLAKE2b-256).
//
// The chain shows that no line was changed, put in or taken out of the middle; cutting off the newest lines is found only
// against a copy of the last hash kept elsewhere (`audit show` prints it).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "chokepoint/case_file.h"
#include "chokepoint/error.h"
#include "records/moment.h"
#include "store/store.h"

namespace chokepoint::cases {

struct AuditLine {
  records::Moment at;
  std::string_view actor;
  std::string_view action;   // the command
  std::string_view subject;  // what it was about; empty for all
  std::string details;       // its options, in words
};

Expected<> append_audit_line(store::Store& store, const AuditLine& line);
Expected<CaseFile::AuditVerdict> verify_audit_chain(store::Store& store);

}  // namespace chokepoint::cases
