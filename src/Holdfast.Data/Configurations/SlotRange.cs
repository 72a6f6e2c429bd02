using Holdfast.Model.Profiles;

namespace Holdfast.Data.Configurations;

/// <summary>The slots of a profile and protocol that a node may give to clients.</summary>
/// <param name="NodeId">Empty: the slots are those of all nodes together.</param>
/// <param name="First">The first slot.</param>
/// <param name="Count">How many; 0 and less: none.</param>
public sealed record SlotRange(string ProfileId, Protocol Protocol, string NodeId, int First, int Count)
{
    /// <summary>The slot after the last one.</summary>
    public int End => First + Count;

    public bool Contains(int slot) => slot >= First && slot < End;
}

/// <summary>One place in the pools of a profile and protocol.</summary>
public sealed record Slot(string ProfileId, Protocol Protocol, int Number);
