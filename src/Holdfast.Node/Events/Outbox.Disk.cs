using System.Buffers;
using Holdfast.Linux.Files;
using Holdfast.Model.Problems;

namespace Holdfast.Node.Events;

/// <summary>How it gets onto the disk.</summary>
public sealed partial class Outbox
{
    private async Task WriteAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            await PauseAsync(_wake.Reader.ReadAsync(_closing.Token).AsTask());
            await PauseAsync(Task.Delay(_options.Gather, _time, _closing.Token));
            if (!TryWrite())
            {
                await PauseAsync(Task.Delay(_options.Pause, _time, _closing.Token));
                _wake.Writer.TryWrite(true);
            }
        }

        TryWrite();
    }

    private static async Task PauseAsync(Task pause) =>
        await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private bool TryWrite()
    {
        try
        {
            WriteUnwritten();
            _problem = null;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _file?.Dispose();
            _file = null;
            _problem ??= Failed(e);
            return false;
        }
    }

    private Problem Failed(Exception e)
    {
        var problem = NodeProblems.OutboxNotSaved.At(_path, e.Message);
        Log.Failing(_log, problem);
        return problem;
    }

    private void WriteUnwritten()
    {
        var (records, whole, reached) = Collect();
        if (whole is not null)
        {
            _file?.Dispose();
            _file = null;
            DurableFile.Replace(_path, file => file.Write(whole.WrittenSpan));
            _file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            _compactAt = (whole.WrittenCount * 2L) + _options.Slack;
        }
        else if (records.Count > 0)
        {
            Append(records);
        }

        Announce(reached);
    }

    /// <returns>What is to be appended; or everything, when the file is missing, broken or too long.</returns>
    private (List<OutboxRecord> Records, ArrayBufferWriter<byte>? Whole, (Guid, long) Reached) Collect()
    {
        lock (_changing)
        {
            var records = _unwritten;
            _unwritten = [];
            var whole = _rewrite || _file is null || _file.Length > _compactAt ? _content.ToRecords() : null;
            _rewrite = false;
            return (records, whole, (_content.OutboxId, _content.Next));
        }
    }

    private void Append(List<OutboxRecord> records)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        foreach (var record in records)
        {
            OutboxFormat.Write(output, record);
        }

        _file!.Write(output.WrittenSpan);
        _file.Flush(flushToDisk: true);
    }

    private void Announce((Guid OutboxId, long Next) reached)
    {
        TaskCompletionSource arrived;
        lock (_changing)
        {
            // Numbers of a run that was renewed meanwhile say nothing of the new one.
            _durable = reached.OutboxId == _content.OutboxId ? reached.Next : _durable;
            arrived = _arrived;
            _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        arrived.SetResult();
    }
}
