import { PostForm } from './act.tsx';
import { bytes } from './format.tsx';
import type { Frame } from './props.ts';

/** Where files are dropped or chosen; works without the script, shows how far it is with it. */
export function DropForm({ frame, limit }: { frame: Frame; limit: number }) {
  return (
    <PostForm frame={frame} action="/import" class="drop" label="Bring in files" multipart>
      <p>
        <label for="files">Drop files here, or choose them</label>
        <input type="file" id="files" name="files" multiple required aria-describedby="files-hint" />
      </p>
      <p class="hint" id="files-hint">
        Several at once are fine, also a .zip. Up to {bytes(limit, frame)} together. You see what was
        understood before anything unsure is kept.
      </p>
      <button type="submit" class="button first">
        Bring in
      </button>
      <div class="pace" data-upload="" hidden>
        <label for="upload">Sending</label>
        <progress id="upload" max="1" value="0"></progress>
      </div>
      <p class="wrong" role="alert" data-wrong="" hidden></p>
    </PostForm>
  );
}
