using System.Buffers;
using Holdfast.Linux.Files;
using Holdfast.Model.DesiredState;

namespace Holdfast.Node.State;

/// <summary>
/// The file to which changes are appended. Each group of changes is one record and is on the disk before the next is written, so
/// that after a power loss only the last record can be torn.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    private JournalFile(FileStream file, long generation)
    {
        _file = file;
        Generation = generation;
    }

    public long Generation { get; }

    public long Length => _file.Length;

    public static JournalFile Create(StatePaths paths, long generation, Revision revision, DateTimeOffset at)
    {
        var journal = new JournalFile(DurableFile.Create(paths.Journal(generation)), generation);
        try
        {
            journal.Append(
                new StateRecord
                {
                    Header = new(StateFormat.Version, StateFormat.Journal, generation, revision, at, Records: 0),
                }
            );
            Folder.Sync(paths.Folder);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Opens a journal for more, and cuts off what is torn.</summary>
    public static JournalFile Continue(StatePaths paths, long generation, long goodLength)
    {
        var file = new FileStream(
            paths.Journal(generation),
            FileMode.Open,
            FileAccess.Write,
            FileShare.Read,
            bufferSize: 0
        );
        file.SetLength(goodLength);
        file.Position = goodLength;
        return new JournalFile(file, generation);
    }

    /// <summary>Returns when the record is on the disk.</summary>
    /// <exception cref="IOException">The disk is full or broken; the file is as before as far as that can be told.</exception>
    public void Append(StateRecord record)
    {
        _buffer.ResetWrittenCount();
        StateFormat.Write(_buffer, record);
        var before = _file.Length;
        try
        {
            _file.Write(_buffer.WrittenSpan);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            _file.SetLength(before);
            throw;
        }
    }

    public void Dispose() => _file.Dispose();
}
