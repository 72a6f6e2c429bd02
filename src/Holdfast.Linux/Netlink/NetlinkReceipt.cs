namespace Holdfast.Linux.Netlink;

/// <summary>Follows the answer to one request over all its datagrams until it is complete.</summary>
/// <param name="expected">Refusals (error numbers) that are answers like others; null: none is.</param>
internal sealed class NetlinkReceipt(uint sequence, int[]? expected = null)
{
    public bool Complete { get; private set; }

    /// <summary>Which of the expected refusals came; null: the request was carried out.</summary>
    public int? Refusal { get; private set; }

    /// <summary>The kernel's table changed while it was dumped.</summary>
    public bool Interrupted { get; private set; }

    /// <exception cref="NetlinkException">The request was refused in a way that was not expected, or the datagram makes no sense.</exception>
    public void Take(ReadOnlySpan<byte> datagram, NetlinkMessageHandler? answer)
    {
        var messages = new NetlinkMessageReader(datagram);
        while (messages.MoveNext())
        {
            // What was left of an earlier request that was given up is not ours.
            if (messages.Current.Sequence == sequence)
            {
                Take(messages.Current, answer);
            }
        }

        if (messages.Malformed)
        {
            throw new NetlinkException("The kernel's answer is malformed.");
        }
    }

    private void Take(NetlinkMessage message, NetlinkMessageHandler? answer)
    {
        Interrupted |= (message.Flags & NetlinkFlags.DumpInterrupted) != 0 && message.Type != NetlinkType.Error;
        switch (message.Type)
        {
            case NetlinkType.Noop:
                break;
            case NetlinkType.Error:
            case NetlinkType.Done:
                End(message);
                break;
            case NetlinkType.Overrun:
                throw new NetlinkException("The kernel lost a part of its answer.");
            default:
                answer?.Invoke(message);
                break;
        }
    }

    /// <summary>Both kinds of end begin with an error number; a dump's may lack it.</summary>
    private void End(NetlinkMessage message)
    {
        if (NetlinkAcknowledgement.TryRead(message, out var end))
        {
            Complete = true;
            if (expected?.Contains(end.Errno) is true)
            {
                Refusal = end.Errno;
            }
            else if (end.Errno != 0)
            {
                throw new NetlinkException(end.Text, end.Errno);
            }
        }
        else if (message.Type == NetlinkType.Done)
        {
            Complete = true;
        }
        else
        {
            throw new NetlinkException("The kernel's answer is malformed.");
        }
    }
}
