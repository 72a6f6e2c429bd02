namespace Holdfast.Portal.Features.Import;

/// <summary>What becomes of a row.</summary>
public enum Fate
{
    /// <summary>Makes a user.</summary>
    New,

    /// <summary>The user is there already and stays as he or she is.</summary>
    Kept,

    /// <summary>Cannot be taken; nothing of the file is.</summary>
    Wrong,
}
