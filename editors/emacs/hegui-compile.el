;;; hegui-compile.el --- Jump to what hegui finds -*- lexical-binding: t; -*-

;;; Commentary:

;; `M-x hegui-check' checks the file of the buffer; `next-error' goes from finding to finding.
;; hegui counts columns in characters, so Emacs must not count cells of the screen.

;;; Code:

(require 'compile)

(defconst hegui-regexp
  '("^\\(.+?\\):\\([0-9]+\\):\\([0-9]+\\): \\(?:error\\|\\(warning\\)\\|\\(advice\\)\\)\\[\\([^]]+\\)\\] "
    1 2 3 (4 . 5) 1)
  "A line of `hegui check --format short', for `compilation-error-regexp-alist'.")

(define-compilation-mode hegui-mode "hegui"
  "Findings of hegui."
  (setq-local compilation-error-regexp-alist (list hegui-regexp))
  (setq-local compilation-error-screen-columns nil)
  (setq-local compilation-first-column 1))

;;;###autoload
(defun hegui-check ()
  "Check the file of this buffer."
  (interactive)
  (compilation-start (concat "hegui check --format short --quiet " (shell-quote-argument (buffer-file-name)))
                     #'hegui-mode))

(provide 'hegui-compile)
;;; hegui-compile.el ends here
