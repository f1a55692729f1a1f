package dev.sotto.gateway.earpiece.notice;

/** A connected device. */
public interface NoticeReader {

    String deviceId();

    String restaurantId();

    void tell(Posted notice);
}
