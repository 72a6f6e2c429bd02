using System.Threading.Channels;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Durable;

/// <summary>Stores epochs one after the other, beside the thread that keeps time: a disk may take long, and then heartbeats go on.</summary>
internal sealed class EpochStore : IAsyncDisposable
{
    private readonly EpochFile _file;
    private readonly Action<Epoch, Exception?> _told;
    private readonly Channel<Epoch> _waiting = Channel.CreateUnbounded<Epoch>();
    private readonly Task _work;
    private Epoch _stored;

    /// <param name="stored">What is in the file.</param>
    /// <param name="told">Hears of each epoch, from another thread: null when it, or a higher one, is durable; else why it is not known to be.</param>
    public EpochStore(EpochFile file, Epoch stored, Action<Epoch, Exception?> told)
    {
        (_file, _stored, _told) = (file, stored, told);
        _work = Task.Run(WorkAsync);
    }

    public void Store(Epoch epoch) => _waiting.Writer.TryWrite(epoch);

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _work;
    }

    private async Task WorkAsync()
    {
        await foreach (var epoch in _waiting.Reader.ReadAllAsync())
        {
            _told(epoch, TryStore(epoch));
        }
    }

    private Exception? TryStore(Epoch epoch)
    {
        if (epoch <= _stored)
        {
            return null;
        }

        try
        {
            _file.Write(epoch);
            _stored = epoch;
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e;
        }
    }
}
