" Vim compiler file: hegui, a linter for 法治政府建设年度报告.
"
" Put it into ~/.vim/compiler/ (Neovim: ~/.config/nvim/compiler/). Then `:compiler hegui` and `:make %` fill the quickfix list.
" hegui counts columns in characters, Vim in bytes; its %v counts cells of the screen, of which a Chinese character has two.
" So the columns are counted anew when the list is there.

if exists('current_compiler')
  finish
endif
let current_compiler = 'hegui'

CompilerSet makeprg=hegui\ check\ --format\ short\ --quiet
CompilerSet errorformat=%f:%l:%c:\ %t%*[a-z]%m

function! s:Columns() abort
  if get(g:, 'current_compiler', '') !=# 'hegui' && get(b:, 'current_compiler', '') !=# 'hegui'
    return
  endif
  let found = getqflist()
  for entry in found
    if !entry.valid || !entry.bufnr
      continue
    endif
    call bufload(entry.bufnr)
    let line = get(getbufline(entry.bufnr, entry.lnum), 0, '')
    let entry.col = max([byteidxcomp(line, entry.col - 1), 0]) + 1
    " What Vim has no type for is a note.
    let entry.type = toupper(entry.type) ==# 'A' ? 'N' : toupper(entry.type)
  endfor
  call setqflist([], 'r', {'items': found})
endfunction

augroup hegui
  autocmd!
  autocmd QuickFixCmdPost make,cfile,cgetfile,cexpr,cgetexpr,cbuffer,cgetbuffer call s:Columns()
augroup END
