// How a party's name comes out on one document: the same person, written by another hand.
#pragma once

#include <cstdint>
#include <string>

#include "world/actors.h"
#include "world/tables.h"

namespace chokepoint::world {

// What varies between two documents that name the same actor. The same spelling gives the same
// text.
struct Spelling {
  std::uint64_t seed = 0;
  bool masked = false;  // "Wang**"
};

// Draws one of the three spellings that an actor is known by (72, 20 and 8 %), masked now and then.
Spelling draw_spelling(const Actor& actor, base::Rng& rng);
// The actor's own, as a register would write it.
Spelling plain_spelling();

void append_person_name(const Tables& tables, const Actor& actor, Spelling spelling,
                        std::string& out);
// Appends nothing for an actor without a company.
void append_company_name(const Tables& tables, const Actor& actor, Spelling spelling,
                         std::string& out);
// The company, else the person.
void append_party_name(const Tables& tables, const Actor& actor, Spelling spelling,
                       std::string& out);

}  // namespace chokepoint::world
