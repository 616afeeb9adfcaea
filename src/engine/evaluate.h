// The ranking against known truth: the `evaluate` document.
#pragma once

#include <string>

#include "chokepoint/case_file.h"
#include "chokepoint/error.h"
#include "store/store.h"

namespace chokepoint::engine {

// Subjects of the truth file that the case does not know rank last and are counted as `unknown_subjects`. Errors: not_found,
// format (no subject_id or label column, a label that is neither 0 nor 1, naming the line).
Expected<std::string> evaluate_case(store::Store& store, const EvaluateOptions& options);

}  // namespace chokepoint::engine
