// Every noun that the feeds bring.
#pragma once

#include "records/feeds.h"
#include "records/goods_in_motion.h"
#include "records/party_decisions.h"
#include "records/sources.h"
#include "records/watch_lists.h"
