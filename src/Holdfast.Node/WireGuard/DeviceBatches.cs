using Holdfast.Linux.WireGuard;

namespace Holdfast.Node.WireGuard;

/// <summary>Tells a device many changes, in parts, so that nobody waits long behind them.</summary>
internal static class DeviceBatches
{
    /// <summary>
    /// Applies all changes but those that the device refuses. While it works on one part, the next is put into words; parts may
    /// change places, which does no harm: an address belongs to one peer of the wanted ones, and a removed peer takes nothing along
    /// that another has taken over.
    /// </summary>
    /// <exception cref="DeviceException">The device has died.</exception>
    public static async Task<IReadOnlyList<(PeerChange Change, string Why)>> ApplyAsync(
        IWireGuardDevice device,
        IReadOnlyList<PeerChange> changes,
        int size,
        CancellationToken cancel
    )
    {
        if (changes.Count <= size)
        {
            return changes.Count == 0 ? [] : await ApplyPartAsync(device, changes.ToArray(), cancel);
        }

        List<(PeerChange, string)> refusals = [];
        using var two = new SemaphoreSlim(2, 2);
        var parts = changes.Chunk(size).Select(part => Task.Run(() => InTurnAsync(device, part, two, cancel), cancel));
        foreach (var refused in await Task.WhenAll(parts))
        {
            refusals.AddRange(refused);
        }

        return refusals;
    }

    private static async Task<List<(PeerChange, string)>> InTurnAsync(
        IWireGuardDevice device,
        PeerChange[] part,
        SemaphoreSlim turn,
        CancellationToken cancel
    )
    {
        await turn.WaitAsync(cancel);
        try
        {
            return await ApplyPartAsync(device, part, cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>A part that is refused is halved until the change that is wrong stands alone.</summary>
    private static async Task<List<(PeerChange, string)>> ApplyPartAsync(
        IWireGuardDevice device,
        ArraySegment<PeerChange> part,
        CancellationToken cancel
    )
    {
        var refusal = await TryAsync(device, part, cancel);
        if (refusal is null)
        {
            return [];
        }

        // A device that is dead says so here; one that lives refused something in the part.
        await device.ReadAsync(cancel);
        if (part.Count == 1)
        {
            return [(part[0], refusal)];
        }

        var half = part.Count / 2;
        var first = await ApplyPartAsync(device, part[..half], cancel);
        return [.. first, .. await ApplyPartAsync(device, part[half..], cancel)];
    }

    /// <returns>Why it was refused; null: it was not.</returns>
    private static async Task<string?> TryAsync(
        IWireGuardDevice device,
        ArraySegment<PeerChange> part,
        CancellationToken cancel
    )
    {
        try
        {
            await device.ApplyAsync(new DeviceChange { Peers = part }, cancel);
            return null;
        }
        catch (DeviceException refused)
        {
            return refused.Message;
        }
    }
}
