-- Run by tests/nvim.rs inside a real Neovim: opens a draft, waits for its diagnostics, takes one action, waits until the diagnostic
-- is gone, and writes what it saw as JSON. Everything has an end.
local server, report, rule = vim.env.HEGUI, vim.env.HEGUI_REPORT, vim.env.HEGUI_RULE
local patience = 30000
local seen = { version = vim.fn.execute('version'):match('NVIM (v[%d.]+)') }

local function finish(reason)
  seen.reason = reason
  vim.fn.writefile({ vim.fn.json_encode(seen) }, report)
  vim.cmd('qall!')
end

local function run()
  local buffer = vim.api.nvim_get_current_buf()
  local config = { name = 'hegui', cmd = { server, 'lsp' }, root_dir = vim.fn.getcwd() }
  local client
  if vim.lsp.start then
    client = vim.lsp.start(config)
  else
    client = vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(buffer, client)
  end

  local function found()
    local list = {}
    for _, one in ipairs(vim.diagnostic.get(buffer)) do
      -- Older versions keep what the server said below user_data only.
      local code = one.code or one.user_data.lsp.code
      table.insert(list, { lnum = one.lnum, col = one.col, end_lnum = one.end_lnum, end_col = one.end_col, code = code,
        message = one.message, severity = one.severity, source = one.source })
    end
    return list
  end
  local function first()
    for _, one in ipairs(found()) do
      if one.code == rule then return one end
    end
  end

  if not vim.wait(patience, function() return first() ~= nil end, 20) then
    seen.before = found()
    return finish('no diagnostic of ' .. rule)
  end
  seen.before = found()
  local chosen = first()
  vim.api.nvim_win_set_cursor(0, { chosen.lnum + 1, chosen.col })
  local params = vim.lsp.util.make_range_params(0, vim.lsp.get_client_by_id(client).offset_encoding)
  params.context = { diagnostics = {} }
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', params, patience)
  local action
  for _, answer in pairs(answers or {}) do
    for _, one in ipairs(answer.result or {}) do
      if one.diagnostics and one.diagnostics[1].code == rule and not action then action = one end
    end
  end
  if not action then return finish('no action for ' .. rule) end
  seen.title = action.title
  vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(client).offset_encoding)
  seen.line = vim.api.nvim_buf_get_lines(buffer, chosen.lnum, chosen.lnum + 1, false)[1]
  if not vim.wait(patience, function() return first() == nil and #found() > 0 end, 20) then
    return finish('the diagnostic stayed')
  end
  seen.after = found()
  local hover = vim.lsp.buf_request_sync(buffer, 'textDocument/documentSymbol',
    { textDocument = vim.lsp.util.make_text_document_params() }, patience)
  for _, answer in pairs(hover or {}) do seen.symbols = #(answer.result or {}) end
  finish('done')
end

local ok, fault = pcall(run)
if not ok then finish('fault: ' .. tostring(fault)) end
