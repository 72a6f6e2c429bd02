namespace Holdfast.Lab.Histories;

public enum CallKind
{
    /// <summary>The app wants a configuration, which replaces the one that it has.</summary>
    Connect,

    /// <summary>The app gives its configuration back.</summary>
    Disconnect,
}
