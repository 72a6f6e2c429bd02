namespace Holdfast.Mesh;

/// <summary>Numbers of the events that this assembly logs.</summary>
internal static class EventIds
{
    public const int Started = 1;
    public const int Stopped = 2;
    public const int MemberChanged = 3;
    public const int PathChanged = 4;
    public const int HolderChanged = 5;
    public const int KeyElsewhere = 6;
    public const int ClaimRefused = 7;
    public const int Stranger = 8;
    public const int PrefixIgnored = 9;
    public const int DeviceRefused = 10;
    public const int NameUnknown = 11;
    public const int Joined = 12;
    public const int NotKept = 13;
    public const int ServiceChanged = 14;
    public const int HookFailed = 15;
    public const int HookDropped = 16;
    public const int IfDownFailed = 17;
    public const int Reopened = 18;
}
