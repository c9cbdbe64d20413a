-- Run by neovim_test.py inside Neovim: starts the client with the text of docs/editors.md, waits for the
-- diagnostics, applies the first action of a kind, and writes the buffer to a file.
local function fail(why)
  io.stderr:write(why .. "\n")
  vim.cmd("cquit")
end

-- Other buffers, and those that are loaded again, join the one client.
local first = vim.api.nvim_get_current_buf()
vim.cmd("edit " .. vim.env.NPLUS1_OTHER)
vim.cmd("edit!")
vim.cmd("buffer " .. first)
if vim.g.nplus1_clients ~= 1 then
  fail(tostring(vim.g.nplus1_clients) .. " clients")
end

local found = function()
  return vim.diagnostic.get(0)[1]
end
if not vim.wait(240000, found, 50) then
  fail("no diagnostics")
end
vim.api.nvim_win_set_cursor(0, { found().lnum + 1, found().col })

-- The first of the list, as a user would choose it.
vim.ui.select = function(items, _, chosen)
  chosen(items[1], 1)
end
local before = vim.api.nvim_buf_get_changedtick(0)
vim.lsp.buf.code_action({ only = { vim.env.NPLUS1_KIND }, diagnostics = {} })
local changed = function()
  return vim.api.nvim_buf_get_changedtick(0) ~= before
end
if not vim.wait(240000, changed, 50) then
  fail("the action changed nothing")
end
if not vim.wait(240000, function() return not found() end, 50) then
  fail("the diagnostic is still there")
end
local file = io.open(vim.env.NPLUS1_RESULT, "w")
file:write(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") .. "\n")
file:close()
vim.cmd("qall!")
