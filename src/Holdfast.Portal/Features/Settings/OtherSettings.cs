namespace Holdfast.Portal.Features.Settings;

/// <summary>What a change does to the settings that it does not name.</summary>
public enum OtherSettings
{
    Stay,
    BecomeDefault,
}
