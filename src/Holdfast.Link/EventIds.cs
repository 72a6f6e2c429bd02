namespace Holdfast.Link;

/// <summary>Numbers of our log events; never reused.</summary>
internal static class EventIds
{
    public const int PortalRefused = 1;
    public const int LinkOpened = 2;
    public const int LinkClosed = 3;
    public const int LinkFailed = 4;
    public const int ArrivalsFull = 5;
    public const int ArrivalTimedOut = 6;
    public const int Enrolled = 7;
    public const int EnrolmentRefused = 8;
    public const int CodeNotBurnt = 9;
}
