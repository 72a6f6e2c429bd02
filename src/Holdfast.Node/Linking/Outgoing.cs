using System.Threading.Channels;
using Holdfast.Link.Messages;

namespace Holdfast.Node.Linking;

/// <summary>
/// What waits to be sent on one link. Of <see cref="Applied"/> only the newest is kept, because it says everything; so a slow portal
/// cannot make this grow. Thread-safe.
/// </summary>
internal sealed class Outgoing
{
    private readonly Lock _changing = new();
    private readonly Queue<LinkMessage> _others = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private LinkMessage? _applied;

    public void Post(LinkMessage message)
    {
        lock (_changing)
        {
            if (message is Applied)
            {
                _applied = message;
            }
            else
            {
                _others.Enqueue(message);
            }
        }

        _bell.Writer.TryWrite(true);
    }

    public async Task<LinkMessage> NextAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (Take() is { } message)
            {
                return message;
            }

            await _bell.Reader.ReadAsync(cancel);
        }
    }

    private LinkMessage? Take()
    {
        lock (_changing)
        {
            if (_others.TryDequeue(out var other))
            {
                return other;
            }

            var applied = _applied;
            _applied = null;
            return applied;
        }
    }
}
