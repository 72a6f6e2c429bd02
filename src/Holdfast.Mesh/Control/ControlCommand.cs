namespace Holdfast.Mesh.Control;

public enum ControlCommand
{
    Status,

    /// <summary>Others are to carry what this host claims.</summary>
    Drain,

    /// <summary>The end of a drain.</summary>
    Resume,

    /// <summary>Adds a claim, or changes one, until the next start.</summary>
    Claim,

    /// <summary>Takes a claim back, until the next start.</summary>
    Withdraw,
}
