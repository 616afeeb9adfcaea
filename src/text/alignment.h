// Two names while their words are set against one another: which have found a partner, what that
// cost, and what it says. Inside of text/similarity.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "text/similarity.h"

namespace chokepoint::text {

inline constexpr std::size_t kMax = ParsedName::kMaxTokens;

// Words that tell little: legal forms, trades, places, particles.
inline bool is_lesser(TokenKind kind) {
  return kind == TokenKind::legal || kind == TokenKind::business || kind == TokenKind::place ||
         kind == TokenKind::particle;
}

// Whether words of these kinds may mean one another.
inline bool may_meet(const ParsedToken& x, const ParsedToken& y) {
  if (x.kind == y.kind) return true;
  if (is_lesser(x.kind) && is_lesser(y.kind))
    return x.kind == TokenKind::particle || y.kind == TokenKind::particle;
  return x.kind != TokenKind::initial && y.kind != TokenKind::initial;
}

// One name's side of an alignment.
struct Side {
  std::span<const ParsedToken* const> tokens;
  std::array<bool, kMax> used{};
  float total = 0, left = 0;

  explicit Side(std::span<const ParsedToken* const> t) : tokens(t.first(std::min(t.size(), kMax))) {
    for (const ParsedToken* token : tokens) total += token->weight;
  }
};

struct Alignment {
  Side a, b;
  float cost = 0;         // in the unit of the weights, both sides together
  float information = 0;  // weight of what agrees
  float total = 0;
  int near = 0;            // pairs that agree nearly
  int own_near = 0;        // of them those that are no trade, place or legal form
  int slips = 0;           // of them those that have a letter wrong
  float another_name = 0;  // weight of pairs one letter apart that are names of their own
  float least = 1;         // likeness of any pair
  bool all_equal = true;
  bool form_written_otherwise = false;  // OOO, S.A.S.
  bool in_order = true;
  int last_b = -1;
  std::string* why;

  bool against_a_list, person;

  Alignment(std::span<const ParsedToken* const> x, std::span<const ParsedToken* const> y,
            const KernelOptions& options)
      : a(x),
        b(y),
        total(a.total + b.total),
        why(options.why),
        against_a_list(options.against_a_list),
        person(options.person) {}

  bool of_two_scripts() const {
    const auto differs = [&](const ParsedToken* token) {
      return token->script != a.tokens[0]->script;
    };
    return std::ranges::any_of(a.tokens, differs) || std::ranges::any_of(b.tokens, differs);
  }

  // The first word of the longer name has found one in the other.
  bool in_front() const {
    const Side& longer = a.tokens.size() >= b.tokens.size() ? a : b;
    return a.tokens.size() == b.tokens.size() || longer.used[0] ||
           longer.tokens[0]->kind != TokenKind::plain;
  }

  Against against() const { return against_a_list ? Against::list : Against::pair; }

  // Word i of `a` has found word j of `b`.
  void take(std::size_t i, std::size_t j, float likeness);
};

}  // namespace chokepoint::text
