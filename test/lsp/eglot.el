;;; Run by eglot_test.py in batch Emacs: connects as docs/editors.md shows, waits for the
;;; diagnostics, applies the first action of a kind, and writes the buffer to a file.
(require 'eglot)
(require 'flymake)

(defun nplus1-wait (what condition)
  "Let Emacs work until CONDITION holds."
  (let ((end (+ (float-time) 240)))
    (while (and (not (funcall condition)) (< (float-time) end))
      (accept-process-output nil 0.05))
    (unless (funcall condition)
      (message "waited in vain for %s" what)
      (kill-emacs 1))))

(setq make-backup-files nil
      create-lockfiles nil
      eglot-confirm-server-initiated-edits nil
      eglot-sync-connect 60
      eglot-connect-timeout 60
      ;; Machines that run tests are busy.
      jsonrpc-default-request-timeout 240)
(add-to-list 'eglot-server-programs
             `((c++-mode) . (,(getenv "NPLUS1_TOOL") "lsp"
                             ,@(split-string (getenv "NPLUS1_OPTIONS") "\t"))))
(find-file (getenv "NPLUS1_FILE"))
(c++-mode)
(apply #'eglot (eglot--guess-contact))
(flymake-mode 1)
(nplus1-wait "diagnostics" (lambda () (flymake-start) (flymake-diagnostics)))
(goto-char (flymake-diagnostic-beg (car (flymake-diagnostics))))
;; The first of the list, as a user would choose it.
(let ((tick (buffer-modified-tick))
      (actions (eglot-code-actions (point) (point) (getenv "NPLUS1_KIND"))))
  (cl-destructuring-bind (&key edit &allow-other-keys) (aref (vconcat actions) 0)
    (eglot--apply-workspace-edit edit))
  (nplus1-wait "the edit" (lambda () (/= tick (buffer-modified-tick)))))
(write-region nil nil (getenv "NPLUS1_RESULT") nil 'quiet)
(set-buffer-modified-p nil)
(kill-emacs 0)
