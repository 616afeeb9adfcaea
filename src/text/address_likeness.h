// How like two addresses are that have no equal key: for a reviewer, and to sort.
//
// 1: one door as far as is written. Each part that differs, or that only one states, takes its
// share; the shares are in one table (address_likeness.cc). Both countries stated and different: 0.
// Symmetric, deterministic, thread-safe. Cost: a few microseconds.
#pragma once

#include <string>

#include "text/address_parts.h"

namespace chokepoint::text {

struct AddressLikeness {
  double likeness = 0;  // 0..1
  std::string reason;   // "slip in the street; unit stated once"; for 1 "one door"
};

AddressLikeness compare_addresses(const AddressParts& first, const AddressParts& second);
double address_likeness(const AddressParts& first, const AddressParts& second);

}  // namespace chokepoint::text
