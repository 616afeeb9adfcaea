// What the stages said, into the tables, in one transaction with how far the engine has come.
#pragma once

#include "chokepoint/error.h"
#include "engine/engine.h"
#include "store/store.h"

namespace chokepoint::engine {

class OutputWriter {
 public:
  explicit OutputWriter(store::Store store) : store_(std::move(store)) {}

  // Adds the rows of one batch; they are seen after commit() alone.
  Expected<> write(const Output& output);
  // Everything up to `reached` has been taken. Does nothing when nothing was written.
  Expected<> commit(records::Moment reached, std::uint64_t events);
  void rollback();

 private:
  store::Store store_;
  bool in_transaction_ = false;
};

// How far the engine has come; unknown before the first run.
Expected<records::Moment> read_reached(store::Store& store);

}  // namespace chokepoint::engine
