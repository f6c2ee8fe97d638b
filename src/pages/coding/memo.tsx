/** What a coder notes beside the codes. */
export function Memo({ text }: { text: string | undefined }) {
  return (
    <p class="memo">
      <label for="memo">
        Memo <kbd>m</kbd>
      </label>
      <input type="text" id="memo" name="memo" value={text} maxlength={500} autocomplete="off" dir="auto" />
    </p>
  );
}
