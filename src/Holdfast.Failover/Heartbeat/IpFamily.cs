namespace Holdfast.Failover.Heartbeat;

public enum IpFamily
{
    V4 = 4,
    V6 = 6,
}
