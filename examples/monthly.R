# Events of each pair of actors by month, from `onrecord export --as csv`: a table and a plot. Base R only.
paths <- commandArgs(trailingOnly = TRUE)
shown <- 8 # pairs in the plot

dyads <- read.csv(paths[1], colClasses = "character", na.strings = character(0), encoding = "UTF-8")
dyads <- dyads[dyads$source_id != "" & dyads$target_id != "", ]
# An event without a time of its own counts when it was reported. Rows of one event share its id.
dyads$month <- substr(ifelse(dyads$start != "", dyads$start, dyads$reported), 1, 7)
dyads$pair <- paste(dyads$source_id, ">", dyads$target_id)
dyads <- unique(dyads[, c("id", "pair", "month")])

days <- as.Date(paste0(range(dyads$month), "-01"))
months <- format(seq(days[1], days[2], by = "month"), "%Y-%m")
counts <- table(pair = dyads$pair, month = factor(dyads$month, levels = months))
counts <- counts[sort(rownames(counts), method = "radix"), , drop = FALSE]

long <- data.frame(
  pair = rep(rownames(counts), each = ncol(counts)),
  month = rep(colnames(counts), times = nrow(counts)),
  events = as.vector(t(counts))
)
write.csv(long, paths[2], row.names = FALSE, quote = FALSE)

top <- counts[order(-rowSums(counts))[seq_len(min(shown, nrow(counts)))], , drop = FALSE]
bitmap_type <- if (capabilities("cairo")) "cairo" else getOption("bitmapType")
png(paths[3], width = 1000, height = 500, type = bitmap_type)
barplot(top, beside = TRUE, legend.text = TRUE, ylab = "events", main = "Events by pair and month")
invisible(dev.off())
