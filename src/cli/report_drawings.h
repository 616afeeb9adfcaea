// The drawings of a report, as SVG that takes its colours from the page's style sheet. Each is an
// image to a screen reader, with a title; the page gives the same figures as a table beside it.
#pragma once

#include <string>

#include "cli/json.h"

namespace chokepoint::cli {

// Found of inspected at each share, with its interval, against a blind pick. Empty where
// `evaluation` has no share.
std::string draw_precision(const Json& evaluation);

// Who, what and where of one explanation: columns for consignments, parties, places and channels,
// joined by its links. Empty where it has no link. At most 18 nodes are drawn, those nearest the
// subject first.
std::string draw_network(const Json& explanation);

// Three, two or one part of five filled: a chance that can be read without colour. `chance` from 0
// to 1.
std::string draw_meter(double chance);

}  // namespace chokepoint::cli
